import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OidcProvider } from '../support/oidc-provider.js';
import { startService, type TestService } from '../support/service.js';
import { commandLine } from './identity-providers/command-line.js';
import { linking } from './identity-providers/linking.js';
import { signingIn } from './identity-providers/signing-in.js';
import { finish } from './identity-providers/visitors.js';
import { send } from './support/http.js';

jest.setTimeout(60_000);

describe('signing in with an OpenID Connect provider', () => {
  let provider: OidcProvider;
  let service: TestService;
  beforeAll(async () => {
    provider = await OidcProvider.start();
    const away = { name: 'away', issuer: 'http://127.0.0.1:9' };
    service = await startService({
      worker: false,
      identityProviders: [
        provider.settings(),
        provider.settings(away),
        provider.settings({ name: 'wrong-secret', clientSecret: 'a guess' }),
        // Its metadata names an issuer that is not this.
        provider.settings({ name: 'wrong-issuer', issuer: `${provider.issuer}/realm` }),
      ],
    });
  });
  afterAll(async () => {
    await service.stop();
    await provider.stop();
  });

  signingIn(() => ({ service, provider }));
  linking(() => service);
  commandLine(() => service);

  it('is limited like signing in', async () => {
    const limited = await startService({
      worker: false,
      signInsPerMinute: 2,
      identityProviders: [provider.settings()],
    });
    try {
      const codes = [];
      for (let count = 0; count < 4; count += 1) {
        codes.push((await send(limited.url, finish({ handle: 'x', state: 'x', code: 'x' }))).status);
      }
      expect(codes).toEqual([422, 422, 429, 429]);
    } finally {
      await limited.stop();
    }
  });
});
