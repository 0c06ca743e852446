/** Typed HTTP client of the Shipei API, generated from its OpenAPI document. */
export * from './create-client.js';
export * from './event-stream.js';
export type { components, operations } from './generated.js';
export * from './problem-error.js';
