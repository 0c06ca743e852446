/** Typed HTTP client of the Shipei API, generated from its OpenAPI document. */
export * from './create-client.js';
export type { components, operations, paths } from './generated.js';
export * from './problem-error.js';
