/**
 * The rules of adaptation, pure: nothing here reads a clock, a file, a network or a database.
 */
export * from './catalogue/catalogue-entries.js';
export * from './catalogue/platform-isa.js';
export * from './catalogue/spans.js';
export * from './coordinates/coordinates.js';
export * from './coordinates/nearest-matches.js';
export * from './coordinates/nearest-platforms.js';
export * from './errors/domain-error.js';
export * from './errors/error-codes.js';
export * from './identity/actor.js';
export * from './identity/roles.js';
export * from './matrix/audience.js';
export * from './matrix/cell.js';
export * from './matrix/evaluate-cell.js';
export * from './matrix/explain-in-words.js';
export * from './matrix/finding.js';
export * from './matrix/platform-model.js';
export * from './matrix/policy.js';
export * from './matrix/release-facts.js';
export * from './organizations/uscc.js';
export * from './platform-facts/discovered-platform.js';
export * from './platform-facts/identify-platform.js';
export * from './platform-facts/lscpu.js';
export * from './platform-facts/os-release.js';
export * from './test-plan/resolve-plan.js';
export * from './test-plan/test-plan.js';
export * from './test-plan/verdict.js';
export * from './workflow/attempt-states.js';
export * from './workflow/choose-pool.js';
export * from './workflow/conflicts-of-interest.js';
export * from './workflow/dispatch-timing.js';
export * from './workflow/job-states.js';
export * from './workflow/request-states.js';
