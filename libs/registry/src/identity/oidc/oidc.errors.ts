import { DomainError } from '#libs/domain';

export function wrongRedirectUri(allowed: readonly string[]): DomainError {
  return new DomainError('invalid-request', '不能回到此地址 · People can not be sent back to this address', {
    fields: [{ path: 'redirectUri', code: 'not-allowed', message: `must be one of ${allowed.join(', ')}` }],
  });
}

/** Alike for a handle that is unknown, used, over or somebody else's, and for a state that is not its own. */
export function signInInvalid(): DomainError {
  return new DomainError(
    'provider-sign-in-invalid',
    '此次登录无效、已使用或已过期，请重新开始 · This sign-in is wrong, used or over; begin anew',
  );
}

/** @param error the provider's own word for it (RFC 6749 §4.1.2.1), where it gave one */
export function providerRefused(error?: string): DomainError {
  // The word came by way of the caller's browser: only what looks like one of the protocol's is repeated.
  const facts = error !== undefined && /^[a-z_]{1,60}$/.test(error) ? { facts: { error } } : {};
  return new DomainError(
    'provider-refused',
    '身份提供方未确认此身份，请重新开始 · The identity provider did not vouch for this identity; begin anew',
    facts,
  );
}

export function providerUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'provider-unavailable',
    '身份提供方暂时不可用，请稍后重试或用密码登录 · The identity provider is away; try again shortly, or use your password',
    { cause },
  );
}

/** Alike for an identity that is not linked, an account that was disabled and a membership not held. */
export function identityNotAccepted(): DomainError {
  return new DomainError(
    'identity-not-accepted',
    '此身份没有关联可登录的账户；请先用密码登录并关联 · This identity is linked to no account that may sign in; sign in with your password and link it',
  );
}
