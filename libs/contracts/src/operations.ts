import * as agentProtocol from './agent-protocol.js';
import * as applications from './applications.js';
import * as artifacts from './artifacts.js';
import * as audit from './audit.js';
import * as bundle from './bundle.js';
import * as catalogue from './catalogue.js';
import * as catalogueChanges from './catalogue-changes.js';
import * as centers from './centers.js';
import * as certification from './certification.js';
import * as estimates from './estimates.js';
import * as findings from './findings.js';
import * as gaps from './gaps.js';
import * as imports from './imports.js';
import * as deadLetters from './dead-letters.js';
import * as inheritances from './inheritances.js';
import * as identity from './identity.js';
import * as identityProviders from './identity-providers.js';
import * as lists from './lists.js';
import * as matrixQueries from './matrix-queries.js';
import * as members from './members.js';
import type { Operation } from './operation.js';
import * as policies from './policies.js';
import * as productStatements from './product-statements.js';
import * as prices from './prices.js';
import * as products from './products.js';
import * as releases from './releases.js';
import * as search from './search.js';
import * as requests from './requests.js';
import * as solutions from './solutions.js';
import * as statements from './statements.js';
import * as testPlans from './test-plans.js';
import * as subscriptions from './subscriptions.js';

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'bodyKind' in value && 'path' in value;
}

/** Every operation of the API, in the order the documents show them. */
export const OPERATIONS: readonly Operation[] = [
  identity,
  identityProviders,
  applications,
  members,
  products,
  releases,
  artifacts,
  statements,
  productStatements,
  imports,
  catalogue,
  catalogueChanges,
  requests,
  testPlans,
  estimates,
  centers,
  prices,
  agentProtocol,
  certification,
  inheritances,
  findings,
  policies,
  audit,
  deadLetters,
  matrixQueries,
  solutions,
  gaps,
  lists,
  subscriptions,
  bundle,
  search,
].flatMap((area) => Object.values(area).filter(isOperation));
