/** What `npm run verify` runs side by side. */
export const CHECKS: readonly { readonly title: string; readonly command: readonly string[] }[];
