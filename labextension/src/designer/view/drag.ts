/** What a drag does: called at most once a frame, with the newest place of the pointer. */
export interface DragActions {
  move(event: PointerEvent): void;
  /** The pointer was let go: what was shown last counts. */
  end(): void;
  /** Escape, or the system took the pointer away: nothing has happened. */
  cancel(): void;
}

/** Follows the pointer from a press until it is let go. */
export class Drag {
  constructor(
    private readonly target: Element,
    press: PointerEvent,
    private readonly actions: DragActions,
  ) {
    target.setPointerCapture(press.pointerId);
    this.pointer = press.pointerId;
    target.addEventListener('pointermove', this.follow as EventListener);
    target.addEventListener('pointerup', this.release as EventListener);
    target.addEventListener('pointercancel', this.abort);
    target.ownerDocument.addEventListener('keydown', this.key, true);
  }

  private readonly follow = (event: PointerEvent): void => {
    this.newest = event;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.newest) {
        this.actions.move(this.newest);
      }
    });
  };

  private readonly release = (event: PointerEvent): void => {
    if (this.newest) {
      this.actions.move(event);
    }
    this.finish();
    this.actions.end();
  };

  private readonly abort = (): void => {
    this.finish();
    this.actions.cancel();
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.abort();
    }
  };

  private finish(): void {
    if (this.frame !== undefined) {
      cancelAnimationFrame(this.frame);
    }
    const { target } = this;
    target.removeEventListener('pointermove', this.follow as EventListener);
    target.removeEventListener('pointerup', this.release as EventListener);
    target.removeEventListener('pointercancel', this.abort);
    target.ownerDocument.removeEventListener('keydown', this.key, true);
    if (target.hasPointerCapture(this.pointer)) {
      target.releasePointerCapture(this.pointer);
    }
  }

  private readonly pointer: number;
  private newest: PointerEvent | undefined;
  private frame: number | undefined;
}
