/** Where Shipei keeps what it knows: entities, migrations, transactions, revision head, outbox, wake-ups, audit. */
export * from './audit.js';
export * from './context.js';
export * from './data-source.js';
export * from './dead-letters.js';
export * from './entities/attempts.js';
export * from './entities/catalogue.js';
export * from './entities/centers.js';
export * from './entities/certification.js';
export * from './entities/identity.js';
export * from './entities/messages.js';
export * from './entities/registry.js';
export * from './entities/requests.js';
export * from './idempotent-writes.js';
export * from './outbox.js';
export * from './revision.js';
export * from './wake-ups.js';
