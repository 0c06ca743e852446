interface Reading<T> {
  hasBegun: boolean;
  readonly result: Promise<T>;
}

/**
 * Lets those who ask for the same thing at once share one reading of it. Whoever asks while one is under way takes part in
 * the next, which begins when that one is over: a reading always begins after all who take part in it have asked, so none is
 * told what was so before. Nothing is kept once it is told.
 */
export class SharedReadings<T> {
  readonly #last = new Map<string, Reading<T>>();

  /** @param read called at most once for all who wait under this key; should it fail, it fails for each of them */
  share(key: string, read: () => Promise<T>): Promise<T> {
    const last = this.#last.get(key);
    if (last?.hasBegun === false) return last.result;
    const begin = async (): Promise<T> => {
      // Its outcome is for those who took part in it.
      await last?.result.catch(() => undefined);
      reading.hasBegun = true;
      try {
        return await read();
      } finally {
        if (this.#last.get(key) === reading) this.#last.delete(key);
      }
    };
    const reading: Reading<T> = { hasBegun: false, result: Promise.resolve().then(begin) };
    this.#last.set(key, reading);
    return reading.result;
  }
}
