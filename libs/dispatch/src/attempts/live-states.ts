import { LIVE_ATTEMPT_STATES } from '#libs/domain';

/** The live states as a list for SQL: literal, so that the partial indexes over live attempts serve. */
export const LIVE = LIVE_ATTEMPT_STATES.map((state) => `'${state}'`).join(', ');
