import { OPERATIONS, type Operation } from '#libs/contracts';
import { OPERATION } from './handles.js';

/**
 * The API must not start with an operation that nobody handles, or that two methods claim.
 *
 * @throws Error naming them
 */
export function assertContractComplete(controllers: readonly { readonly prototype: object }[]): void {
  const handled = controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).flatMap((name): string[] => {
      const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof method !== 'function') return [];
      // Nest keeps what SetMetadata stores; only Handles stores under this key, and only operations.
      const operation = Reflect.getMetadata(OPERATION, method) as Operation | undefined;
      return operation === undefined ? [] : [operation.id];
    }),
  );
  const missing = OPERATIONS.filter(({ id }) => !handled.includes(id)).map(({ id }) => id);
  const doubled = handled.filter((id, index) => handled.indexOf(id) !== index);
  if (missing.length + doubled.length > 0) {
    throw new Error(
      `contract and controllers differ: nobody handles [${missing.join(', ')}], handled twice [${doubled.join(', ')}]`,
    );
  }
}
