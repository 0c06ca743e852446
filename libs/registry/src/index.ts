/** Organizations, people, products, releases, artifacts and the catalogue of platforms: verbs and queries. */
// Kept in the database lib, since every feature's write is marked in its own transaction; reached like any other verb.
export {
  abandonIdempotentWrite,
  beginIdempotentWrite,
  finishIdempotentWrite,
  forgetIdempotencyKeys,
  type IdempotentWrite,
} from '#libs/database';
export * from './applications/applications.queries.js';
export * from './applications/apply-for-organization.js';
export * from './applications/decide-application.js';
export type { BlobStore } from './artifacts/blob-store.js';
export * from './artifacts/folder-store.js';
export { ObjectBucket, openBucket } from './artifacts/object-bucket.js';
export * from './artifacts/object-store.js';
export * from './artifacts/drop-old-uploads.js';
export * from './artifacts/store-artifact.js';
export * from './audit/audit.queries.js';
export * from './catalogue/catalogue.queries.js';
export * from './catalogue/catalogue-versions.js';
export * from './catalogue/change-catalogue.js';
export * from './catalogue/load-catalogue.js';
export * from './catalogue/read-catalogue.js';
export * from './catalogue/register-discovered-platform.js';
export * from './catalogue/rule-facts.queries.js';
export * from './identity/api-keys.queries.js';
export * from './identity/authenticate.js';
export * from './identity/change-password.js';
export * from './identity/create-api-key.js';
export * from './identity/create-session.js';
export * from './identity/end-session.js';
export * from './identity/forget-ended-sessions.js';
export * from './identity/memberships.queries.js';
export * from './identity/passwords.js';
export * from './identity/oidc/create-provider-session.js';
export * from './identity/oidc/identities.queries.js';
export * from './identity/oidc/identity-providers.js';
export type { ProviderSettings } from './identity/oidc/provider-settings.js';
export { linkIdentity } from './identity/oidc/link-identity.js';
export { startIdentityLink, startProviderSignIn } from './identity/oidc/start-provider-sign-in.js';
export * from './identity/oidc/unlink-identity.js';
export * from './identity/persons.queries.js';
export * from './identity/revoke-api-key.js';
export * from './identity/rotate-api-key.js';
export * from './identity/secrets.js';
export * from './identity/set-password.js';
export * from './identity/switch-session.js';
export { confirmImport } from './imports/confirm-import.js';
export { createImport } from './imports/create-import.js';
export { FieldValues } from './imports/field-values.js';
export { importRowsPage, importsPage, visibleImport, type ShownImport } from './imports/imports.queries.js';
export { performImportStep } from './imports/perform-import-step.js';
export { receiveImportFile } from './imports/receive-import-file.js';
export { writeTemplate } from './imports/write-template.js';
export { requestUndo } from './imports/undo-import.js';
export { importActor } from './imports/import-actor.js';
export * from './imports/import-handlers.js';
export { NearestHints } from './imports/nearest-hints.js';
export { releasesNamed } from './imports/release-coordinates.queries.js';
export type * from './imports/import-rows.js';
export * from './invitations/accept-invitation.js';
export * from './invitations/create-invitation.js';
export { invitationsOfOrganization } from './invitations/invitations.queries.js';
export * from './invitations/revoke-invitation.js';
export * from './organizations/add-member.js';
export { createOrganization } from './organizations/create-organization.js';
export * from './organizations/end-membership.js';
export { managedOrganization } from './organizations/managed-organization.js';
export * from './organizations/members.queries.js';
export * from './organizations/update-member.js';
export * from './organizations/organizations.queries.js';
export * from './policies/activate-policy.js';
export * from './policies/create-policy.js';
export * from './policies/policies.queries.js';
export * from './policies/policy-definition.js';
export * from './policies/record-policy-diff.js';
export {
  buildAskedFor,
  buildOfRelease,
  fileOfRelease,
  type BuildRow,
  type BuildSummaryRow,
} from './products/builds.queries.js';
export { changeDraftRelease, dropDraftRelease } from './products/change-draft.js';
export { changeDraftProduct, dropDraftProduct } from './products/change-draft-product.js';
export * from './products/create-build.js';
export { createProduct } from './products/create-product.js';
export { withdrawalOfRelease, type Withdrawal } from './products/offers.queries.js';
export { ownRelease } from './products/own-release.js';
export * from './products/create-release.js';
export * from './products/products.queries.js';
export * from './products/publish-product.js';
export * from './recovery/create-recovery.js';
export * from './recovery/recover-password.js';
export { type Hit, type HitPlace } from './search/best-hits.js';
export * from './search/found-things.queries.js';
export * from './search/live-search.js';
export { loadNameResolver } from './search/load-names.js';
export * from './sheets/find-headers.js';
export { separatorOf } from './sheets/read-csv.js';
export * from './sheets/open-sheets.js';
export * from './sheets/sheet-refusals.js';
export * from './sheets/sheet-rows.js';
export type { TextEncodingName } from './sheets/text-encoding.js';
export { nearestNames, nearestOfKind, searchNames } from './search/search-names.js';
export { searchWords } from './search/searchable-text.js';
export * from './statements/fold-statements.js';
export { productStatementsPage } from './statements/product-statements.queries.js';
export * from './statements/state-product.js';
export * from './statements/state-release.js';
export * from './statements/statements.queries.js';
export * from './products/publish-release.js';
