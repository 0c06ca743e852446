/** From results to certificates: reviews, certificates, declarations, and the findings they make. */
export * from './audit/owners.queries.js';
export * from './certificates/certificate-document.js';
export * from './certificates/certificates.queries.js';
export { CERTIFICATE_NAMES } from './certificates/certificates-found.queries.js';
export * from './certificates/change-certificate.js';
export * from './certificates/issue-certificate.js';
export * from './declarations/declare-compatibility.js';
export { DeclarationRun } from './declarations/import-declarations.js';
export * from './findings/publish-finding.js';
export * from './inheritances/inheritances.queries.js';
export * from './inheritances/propose-inheritance.js';
export * from './inheritances/withdraw-inheritance.js';
export * from './reviews/decide-review.js';
export * from './search/search-everything.js';
export * from './reviews/evaluate-results.js';
export * from './reviews/reviews.queries.js';
