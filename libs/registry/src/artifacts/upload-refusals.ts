import { DomainError } from '#libs/domain';

/** How an upload can be refused, in the words that its sender reads. */
export function tooLarge(maxBytes: number): DomainError {
  return new DomainError(
    'payload-too-large',
    `文件超过 ${maxBytes} 字节的上限 · The upload is over the limit of ${maxBytes} bytes`,
    { facts: { maxBytes } },
  );
}

export function tooManyOpen(maxOpenBytes: number): DomainError {
  return new DomainError(
    'payload-too-large',
    `未完成的上传合计超过 ${maxOpenBytes} 字节，请先完成它们 · Unfinished uploads may hold ${maxOpenBytes} bytes together; finish some first`,
    { facts: { maxOpenBytes } },
  );
}

export function longerThanSaid(length: number): DomainError {
  return new DomainError(
    'digest-mismatch',
    `收到的字节多于声明的 ${length}，已丢弃 · More bytes came than the ${length} announced; they were dropped`,
  );
}

export function digestMismatch(received: string): DomainError {
  return new DomainError(
    'digest-mismatch',
    '内容与声明的 SHA-256 不符，已丢弃 · The bytes do not have the stated SHA-256 and were dropped',
    { fields: [{ path: 'sha256', code: 'digest-mismatch', message: `the bytes received have ${received}` }] },
  );
}

export function truncated(received: number, length: number | undefined, cause: unknown): DomainError {
  return new DomainError(
    'upload-truncated',
    '上传中断，可续传 · The upload ended early; ask HEAD for Upload-Offset and go on',
    { facts: { received, ...(length === undefined ? {} : { expected: length }) }, cause },
  );
}

export function offsetMismatch(received: number): DomainError {
  return new DomainError('upload-offset-mismatch', `请从第 ${received} 字节续传 · Go on from byte ${received}`, {
    facts: { uploadOffset: received },
  });
}

export function noSpace(cause: unknown): DomainError {
  return new DomainError('insufficient-storage', '存储空间不足 · The server has no room for this upload', { cause });
}
