import { DomainError } from '#libs/domain';

/** Lists that one process works at at once: each may take some tens of megabytes. */
const MAX_LISTS = 4;

/** Counts the lists that are being checked. */
export class ListPlaces {
  #taken = 0;

  constructor(private readonly max = MAX_LISTS) {}

  /**
   * Takes a place; the result gives it back, once.
   *
   * @throws DomainError `rate-limited`
   */
  take(): () => void {
    if (this.#taken >= this.max) {
      throw new DomainError(
        'rate-limited',
        '正在核对的清单过多，请稍后再试 · Too many lists are being checked; try again shortly',
      );
    }
    this.#taken += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#taken -= 1;
      isHeld = false;
    };
  }
}
