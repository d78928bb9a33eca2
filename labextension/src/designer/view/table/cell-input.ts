import { part } from '../dom';

/** What a cell shows, and how its value is offered to be typed over. */
interface CellText {
  readonly shown: string;
  readonly offered: string;
}

/** Opens a cell for typing: Enter, and leaving it, take a number that was typed; Escape does not. */
export function typeInto(
  cell: HTMLElement,
  { shown, offered }: CellText,
  take: (value: number) => void,
): void {
  const input = part('input', 'input cellinput', {
    type: 'text',
    inputmode: 'decimal',
    'aria-label': cell.getAttribute('aria-label') ?? '',
  });
  input.value = offered;
  cell.replaceChildren(input);
  input.select();
  let open = true;
  const close = (taken: boolean): void => {
    if (!open) return;
    open = false;
    const value = Number(input.value.replace(/[,\s_]/g, ''));
    cell.replaceChildren(shown);
    cell.focus();
    if (taken && input.value.trim() !== '' && Number.isFinite(value)) take(value);
  };
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') close(true);
    if (event.key === 'Escape') close(false);
  });
  input.addEventListener('blur', () => close(true));
}
