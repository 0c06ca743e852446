import { API_BASE } from '#libs/contracts';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, RouterModule } from '@nestjs/core';
import { AgentsController } from './agents/agents.controller.js';
import { AttemptsController } from './agents/attempts.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { CatalogueChangesController } from './catalogue/catalogue-changes.controller.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { CentersController } from './centers/centers.controller.js';
import { PricesController } from './centers/prices.controller.js';
import { CertificationController } from './certification/certification.controller.js';
import { InheritancesController } from './certification/inheritances.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DocsController, RootController } from './docs/docs.controller.js';
import { GapsController } from './gaps/gaps.controller.js';
import { HealthController } from './health/health.controller.js';
import { AnswerInterceptor } from './http/answer.interceptor.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { NearestInterceptor } from './http/nearest.interceptor.js';
import { OperationGuard } from './http/operation.guard.js';
import { ApplicationsController } from './identity/applications.controller.js';
import { IdentityProvidersController } from './identity/identity-providers.controller.js';
import { IdentityController } from './identity/identity.controller.js';
import { MembersController } from './identity/members.controller.js';
import { OrganizationsController } from './identity/organizations.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { BundleController } from './matrix/bundle.controller.js';
import { FindingsController } from './matrix/findings.controller.js';
import { MatrixQueriesController } from './matrix/matrix-queries.controller.js';
import { MatrixController } from './matrix/matrix.controller.js';
import { PoliciesController } from './matrix/policies.controller.js';
import { Parts } from './parts.js';
import { ArtifactsController } from './products/artifacts.controller.js';
import { ProductsController } from './products/products.controller.js';
import { ReleasesController } from './products/releases.controller.js';
import { StatementsController } from './products/statements.controller.js';
import { SolutionsController } from './solutions/solutions.controller.js';
import { SubscriptionsController } from './subscriptions/subscriptions.controller.js';
import { SearchController } from './search/search.controller.js';
import { JobsController } from './requests/jobs.controller.js';
import { EstimatesController } from './requests/estimates.controller.js';
import { RequestsController } from './requests/requests.controller.js';

/** Controllers of the contract's operations, all below {@link API_BASE}. */
export const CONTRACT_CONTROLLERS = [
  AgentsController,
  ApplicationsController,
  ArtifactsController,
  AttemptsController,
  AuditController,
  BundleController,
  CatalogueChangesController,
  CatalogueController,
  CentersController,
  CertificationController,
  EstimatesController,
  FindingsController,
  GapsController,
  DeadLettersController,
  IdentityController,
  IdentityProvidersController,
  ImportsController,
  InheritancesController,
  JobsController,
  ListsController,
  MatrixController,
  MembersController,
  MatrixQueriesController,
  OrganizationsController,
  PoliciesController,
  PricesController,
  ProductsController,
  ReleasesController,
  RequestsController,
  SearchController,
  SolutionsController,
  StatementsController,
  SubscriptionsController,
] as const;

@Module({})
class ContractModule {}

@Module({})
export class ApiModule {
  static of(parts: Parts): DynamicModule {
    const provideParts = { provide: Parts, useValue: parts };
    return {
      module: ApiModule,
      imports: [
        { module: ContractModule, controllers: [...CONTRACT_CONTROLLERS], providers: [provideParts] },
        RouterModule.register([{ path: API_BASE, module: ContractModule }]),
      ],
      controllers: [HealthController, DocsController, RootController],
      providers: [
        provideParts,
        { provide: APP_GUARD, useClass: OperationGuard },
        // The first one is the outermost: what is kept for a repetition is what the contract lets out.
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: NearestInterceptor },
      ],
    };
  }
}
