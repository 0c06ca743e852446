import { ProblemError } from '#libs/client';
import { DomainError, ERROR_STATUS } from '#libs/domain';

/** Lets a refusal of the rules be told as the service would have told it: the same words, the same exit code. */
export async function asTheService<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw problemOf(error);
  }
}

function problemOf(error: DomainError): ProblemError {
  const { code, message, fields, facts } = error;
  const status = ERROR_STATUS[code];
  return new ProblemError(
    status,
    {
      type: `urn:shipei:problem:${code}`,
      title: code,
      status,
      code,
      detail: message,
      ...(fields.length > 0 ? { errors: [...fields] } : {}),
      ...(Object.keys(facts).length > 0 ? { facts: { ...facts } } : {}),
    },
    undefined,
  );
}
