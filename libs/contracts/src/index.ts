/**
 * The public contract: one zod schema per shape gives the type, the validator and the OpenAPI document.
 */
export * from './agent-protocol.js';
export * from './applications.js';
export * from './audit.js';
export * from './bundle.js';
export * from './catalogue.js';
export * from './catalogue-changes.js';
export * from './centers.js';
export * from './certification.js';
export * from './field-problems.js';
export * from './findings.js';
export * from './dead-letters.js';
export * from './gaps.js';
export * from './identity.js';
export * from './imports.js';
export * from './inheritances.js';
export * from './matrix-queries.js';
export * from './members.js';
export * from './operation.js';
export * from './operations.js';
export * from './policies.js';
export * from './problem.js';
export * from './products.js';
export * from './requests.js';
export * from './search.js';
export * from './solutions.js';
export * from './statements.js';
export * from './openapi.js';
export * from './vendor-commands.js';
