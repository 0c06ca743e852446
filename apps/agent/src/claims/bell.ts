/** Lets a loop sleep until something may have changed; a ring while it is busy is not lost. */
export class Bell {
  #rung = false;
  #awaken: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#awaken?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#awaken = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      clearTimeout(timer);
      this.#awaken = undefined;
    }
    this.#rung = false;
  }
}
