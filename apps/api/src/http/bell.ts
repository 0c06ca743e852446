/** Remembers a ring that nobody was waiting for yet, so none is missed between looking and waiting. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves with whether it rang within `ms`. */
  async heard(ms: number, gone: AbortSignal): Promise<boolean> {
    if (!this.#rung && !gone.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
        gone.addEventListener('abort', this.#wake, { once: true });
      });
    }
    const rang = this.#rung;
    this.#rung = false;
    this.#wake = undefined;
    return rang;
  }
}
