/** Seconds as people read them: `0.3 s`, `12.4 s`. */
export const seconds = (/** @type {number} */ from) =>
  `${((Date.now() - from) / 1000).toFixed(1)} s`;

const nameWidth = 38;
const quietSeconds = 10;

/**
 * One line for a step: on a terminal it counts seconds in place, elsewhere it says now and then that it moves.
 *
 * @param {string} name
 * @param {NodeJS.WriteStream} [out]
 */
export function stepLine(name, out = process.stdout) {
  const started = Date.now();
  const live = out.isTTY === true;
  const label = `  ${name.padEnd(nameWidth)}`;
  let doing = '';
  let announced = started;

  const tick = () => {
    const note = doing && `  ${doing}`;
    if (live) {
      const elapsed = `${Math.floor((Date.now() - started) / 1000)} s`;
      out.write(`\r\x1b[2K${`${label} ${elapsed}${note}`.slice(0, (out.columns ?? 80) - 1)}`);
    } else if (Date.now() - announced >= quietSeconds * 1000) {
      announced = Date.now();
      out.write(`${label} ... ${Math.round((announced - started) / 1000)} s${note}\n`);
    }
  };
  const timer = setInterval(tick, live ? 200 : 1000);
  timer.unref();

  return {
    /** @param {string} what What takes the time just now. */
    doing(what) {
      doing = what;
      if (live) tick();
    },
    /**
     * @param {string} result `ok`, `unchanged`, `failed`, …
     * @param {string} [detail]
     */
    end(result, detail) {
      clearInterval(timer);
      const time = result === 'unchanged' ? '' : ` ${seconds(started)}`;
      out.write(
        `${live ? '\r\x1b[2K' : ''}${label} ${result}${time}${detail ? `  (${detail})` : ''}\n`,
      );
    },
  };
}
