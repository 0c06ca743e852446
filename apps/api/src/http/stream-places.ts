import { DomainError } from '#libs/domain';

/** Streams that one membership may hold open at this process: more than a person's windows, less than a flood. */
const MAX_STREAMS = 20;

/** Counts the streams that each membership holds open. */
export class StreamPlaces {
  readonly #held = new Map<string, number>();

  constructor(private readonly max = MAX_STREAMS) {}

  /**
   * Takes a place; the result gives it back.
   *
   * @throws DomainError `rate-limited`
   */
  take(membershipId: string): () => void {
    const held = this.#held.get(membershipId) ?? 0;
    if (held >= this.max) {
      throw new DomainError(
        'rate-limited',
        `同时打开的数据流不能超过 ${this.max} 个，请先关闭一些 · No more than ${this.max} streams may be open at once; close some first`,
        { facts: { maxStreams: this.max } },
      );
    }
    this.#held.set(membershipId, held + 1);
    return () => {
      const now = (this.#held.get(membershipId) ?? 1) - 1;
      if (now === 0) this.#held.delete(membershipId);
      else this.#held.set(membershipId, now);
    };
  }
}
