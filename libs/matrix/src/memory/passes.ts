/** A pass of the release or of its kin, in parallel arrays. */
export class Passes {
  count = 0;
  row = new Uint32Array(256);
  platform = new Uint16Array(256);
  /** -1 for the release's own, else the place of the leg that leads from its kin. */
  leg = new Int16Array(256);
  standing = new Uint8Array(256);
  isVisible = new Uint8Array(256);
  endAt = new Float64Array(256);
  endCode = new Uint8Array(256);
  capAt = new Float64Array(256);
  testEnd = new Uint32Array(256);
  number = new Uint32Array(256);
  isDevelopment = new Uint8Array(256);
  /** 2 a visible fail on its own cell is not earlier, 1 a hidden one, 0 none. */
  failBesides = new Uint8Array(256);

  grow(): void {
    const size = this.row.length * 2;
    for (const [key, array] of Object.entries(this)) {
      if (!ArrayBuffer.isView(array)) continue;
      // Every view among the fields is a typed array of its own class.
      const from = array as Uint32Array;
      const wider = new (from.constructor as new (size: number) => Uint32Array)(size);
      wider.set(from);
      Object.assign(this, { [key]: wider });
    }
  }
}
