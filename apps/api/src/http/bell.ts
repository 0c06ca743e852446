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
        // The signal outlives the wait by far: a listener left on it would be one more each time.
        const wake = (): void => {
          clearTimeout(timer);
          gone.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        gone.addEventListener('abort', wake);
        this.#wake = wake;
      });
    }
    const rang = this.#rung;
    this.#rung = false;
    this.#wake = undefined;
    return rang;
  }
}
