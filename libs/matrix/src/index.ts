/** Findings and what follows from them: one cell explained from the database, and the whole matrix in memory. */
export * from './cells/check-cell.js';
export * from './findings/finding-id.js';
export * from './findings/record-findings.js';
export * from './cells/cell-document.js';
export * from './memory/answer-cell.js';
export * from './memory/answer-writer.js';
export * from './memory/live-matrix.js';
export * from './memory/load-matrix.js';
export * from './memory/matrix.js';
export * from './batch/answer-rows.js';
export * from './batch/check-rows.js';
export * from './batch/stream-batch.js';
export * from './badges/badge-of-cell.js';
export * from './search/cell-filter.js';
export * from './search/live-directory.js';
export * from './search/search-cells.js';
