/** A spelling for looking it up: `Desktop Lite` and `desktop-lite` are one. */
export function foldSpelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._+]+/g, '-')
    .replaceAll(/^[-._+]+|[-._+]+$/g, '');
}

/** The same of a version, which may be written with a leading v: `v2.0-SP2`, `2.0 SP2`. */
export function foldVersion(text: string): string {
  return foldSpelling(text).replace(/^v(?=\d)/, '');
}
