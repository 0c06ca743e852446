/** Findings and what follows from them: one cell, explained. The in-memory matrix comes later and must agree with it. */
export * from './cells/check-cell.js';
export * from './findings/findings.queries.js';
export * from './findings/record-findings.js';
export * from './findings/whole-seconds.js';
