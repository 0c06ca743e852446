/** Loopback by address: `localhost` may be resolved to something else (RFC 8252 §8.3). */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])(:\d{1,5})?\//;

/** Whether an identity provider may be told to send people back there: https, or the machine that they sit at. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const safe = url.protocol === 'https:' || LOOPBACK.test(text);
  // Compared as text: what parsing would change is not one of ours, and neither is what may hold more than an address.
  return (
    safe && url.href === text && url.hash === '' && url.search === '' && url.username === '' && url.password === ''
  );
}

/**
 * Whether people may be sent back to `asked`: exactly to an address that is allowed, but for the port of a loopback
 * address, which a program picks as it starts (RFC 8252 §7.3).
 */
export function mayRedirectTo(allowed: readonly string[], asked: string): boolean {
  if (!isRedirectUri(asked)) return false;
  return allowed.some((uri) => uri === asked || (LOOPBACK.test(uri) && anyPort(uri) === anyPort(asked)));
}

function anyPort(uri: string): string {
  return uri.replace(LOOPBACK, 'http://$1/');
}
