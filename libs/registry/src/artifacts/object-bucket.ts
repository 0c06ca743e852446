import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';

export interface UploadedPart {
  readonly number: number;
  readonly etag: string;
}

/** The few things that a store needs of a bucket, below a prefix. */
export class ObjectBucket {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  async read(key: string): Promise<Readable> {
    const { Body } = await this.client.send(new GetObjectCommand(this.#at(key)));
    // In Node.js the SDK answers with a stream of Node's.
    if (!(Body instanceof Readable)) throw new Error(`the object store answered ${key} with no stream`);
    return Body;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.client.send(new PutObjectCommand({ ...this.#at(key), Body: bytes }));
  }

  async begin(key: string): Promise<string> {
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand(this.#at(key)));
    if (UploadId === undefined) throw new Error('the object store names no upload');
    return UploadId;
  }

  async putPart(key: string, uploadId: string, number: number, bytes: Uint8Array): Promise<UploadedPart> {
    const part = { ...this.#at(key), UploadId: uploadId, PartNumber: number, Body: bytes };
    const { ETag } = await this.client.send(new UploadPartCommand(part));
    if (ETag === undefined) throw new Error('the object store names no part');
    return { number, etag: ETag };
  }

  async complete(key: string, uploadId: string, parts: readonly UploadedPart[]): Promise<void> {
    const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
    await this.client.send(
      new CompleteMultipartUploadCommand({ ...this.#at(key), UploadId: uploadId, MultipartUpload: { Parts } }),
    );
  }

  /** As far as it can be: parts that stay are left to the bucket's own rule for uploads that nobody finished. */
  async abort(key: string, uploadId: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: uploadId });
    await this.client.send(command).catch(() => undefined);
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: `${this.prefix}${key}` };
  }
}

/**
 * @param url `s3://bucket` or `s3://bucket/prefix`
 * @param options.endpoint of a store that is not Amazon's; buckets are then part of the path
 */
export function openBucket(
  url: string,
  options: { readonly endpoint: string | undefined; readonly region: string },
): ObjectBucket {
  const { hostname, pathname } = new URL(url);
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  const { endpoint, region } = options;
  const client = new S3Client(endpoint === undefined ? { region } : { region, endpoint, forcePathStyle: true });
  return new ObjectBucket(client, hostname, folder === '' ? '' : `${folder}/`);
}
