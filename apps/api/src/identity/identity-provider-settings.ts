import { isRedirectUri } from '#libs/domain';
import type { ProviderSettings } from '#libs/registry';
import { z } from 'zod';

const issuer = z.string().refine(isIssuer, 'an https address, or http://127.0.0.1:<port> for trials');

const provider = z.strictObject({
  /** What the API and the command line call it. */
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
  displayName: z.string().min(1).max(100),
  issuer,
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().min(1).max(2000).optional(),
  clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  redirectUris: z
    .array(z.string().refine(isRedirectUri, 'an https address without query, or http://127.0.0.1/<path>'))
    .min(1)
    .max(20)
    // Where `shipei login --provider` waits for the browser.
    .default(['http://127.0.0.1/callback']),
});

/** The OpenID Connect providers as a JSON array; none unless set. */
export const identityProvidersSetting = z
  .string()
  .default('[]')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON array of providers' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(provider)
      .max(20)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two providers have one name'),
  )
  .transform((all): ProviderSettings[] => all);

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  if (search !== '' || hash !== '' || username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]'));
}
