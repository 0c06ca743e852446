/**
 * The public contract: one zod schema per shape gives the type, the validator and the OpenAPI document.
 */
export * from './agent-protocol.js';
export * from './catalogue.js';
export * from './centers.js';
export * from './certification.js';
export * from './identity.js';
export * from './matrix-queries.js';
export * from './operation.js';
export * from './operations.js';
export * from './problem.js';
export * from './products.js';
export * from './requests.js';
export * from './statements.js';
export * from './openapi.js';
