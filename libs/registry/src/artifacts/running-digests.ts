import { createSHA256, createSM3, type IHasher } from 'hash-wasm';

/** Digests of bytes as they come, whose state can be kept and taken up again; Node's own can't be. */
export class RunningDigests {
  private constructor(
    readonly sha256: IHasher,
    readonly sm3: IHasher,
  ) {}

  static async begin(): Promise<RunningDigests> {
    const [sha256, sm3] = await Promise.all([createSHA256(), createSM3()]);
    return new RunningDigests(sha256.init(), sm3.init());
  }

  /** @throws Error for a state that another version of the library kept */
  static async goOn(state: { readonly sha256: Uint8Array; readonly sm3: Uint8Array }): Promise<RunningDigests> {
    const begun = await RunningDigests.begin();
    begun.sha256.load(new Uint8Array(state.sha256));
    begun.sm3.load(new Uint8Array(state.sm3));
    return begun;
  }

  update(bytes: Uint8Array): void {
    this.sha256.update(bytes);
    this.sm3.update(bytes);
  }

  save(): { sha256: Buffer; sm3: Buffer } {
    return { sha256: Buffer.from(this.sha256.save()), sm3: Buffer.from(this.sm3.save()) };
  }

  /** Lower-case hexadecimal; nothing can be added after. */
  digest(): { sha256: string; sm3: string } {
    return { sha256: this.sha256.digest('hex'), sm3: this.sm3.digest('hex') };
  }
}
