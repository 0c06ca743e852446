import type { TestService } from '../../support/service.js';
import { succeed } from '../support/http.js';
import type { Member } from '../support/members.js';

/** Headers of most lists of products here. */
export const HEADERS = ['产品标识* · Product', '产品名称', '产品分类', '英文名称', '公开'];

export interface ImportWorld {
  readonly service: TestService;
  readonly vendor: Member;
  /** Token of an operator. */
  readonly operator: string;
}

export async function productsOf(
  service: TestService,
  organization: string,
  token?: string,
): Promise<Record<string, unknown>[]> {
  const path = `/api/v1/products?vendor=${organization}&limit=200`;
  return (await succeed<{ items: Record<string, unknown>[] }>(service.url, { path, token })).items;
}
