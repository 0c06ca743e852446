/**
 * Unified social credit code (统一社会信用代码) of Chinese organizations.
 *
 * Source: GB 32100-2015. 18 characters of a 31-character alphabet (digits and capitals without I, O, S, V, Z). The
 * last one is C18 = 31 - (Σ Ci × 3^(i-1) mod 31) mod 31 over the first seventeen.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
/** 3^(i-1) mod 31 for the first seventeen characters, 1 for the check digit. */
const WEIGHTS = Array.from({ length: LENGTH }, (_, index) => (index === LENGTH - 1 ? 1 : 3 ** index % ALPHABET.length));

export type UsccCheck =
  | { readonly ok: true; readonly uscc: string }
  | { readonly ok: false; readonly reason: 'length' | 'alphabet' | 'check-digit' };

/**
 * Checks a code as a person types it: spaces at the ends and lower case are forgiven, and `uscc` is the code in its
 * official form.
 *
 * Every wrong character and every exchange of two characters is refused, but for one: the first and the last carry the
 * same weight, so exchanging those two goes unnoticed. That is a limit of the standard.
 */
export function checkUscc(text: string): UsccCheck {
  const uscc = text.trim().toUpperCase();
  if (uscc.length !== LENGTH) return { ok: false, reason: 'length' };
  const values = Array.from(uscc, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return { ok: false, reason: 'alphabet' };
  // The weighted sum with the check digit in it is divisible by 31 exactly when the check digit is right.
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return sum % ALPHABET.length === 0 ? { ok: true, uscc } : { ok: false, reason: 'check-digit' };
}
