import path from 'node:path';
import { ProblemError, unwrap, type components } from '#libs/client';
import { readPages } from '../commands/paging.js';
import type { LiveView } from '../live-view.js';
import { uploadArtifacts, type ReleaseArtifactInput } from '../uploads/upload-artifacts.js';
import type { Actor } from './accounts.js';
import { ESBUILD } from './esbuild.js';
import type { FetchedPackage } from './fetch-packages.js';

type Release = components['schemas']['Release'];

/** Registers product and release, or finds those of an earlier run, and uploads what is missing. */
export async function registerEsbuild(
  vendor: Actor,
  packages: readonly FetchedPackage[],
  view: LiveView,
): Promise<Release> {
  const artifacts = await uploadArtifacts(
    vendor,
    packages.map(({ isa, file }) => ({ isa, path: file, fileName: path.basename(file), role: 'package' as const })),
    view,
  );
  const address = { vendor: vendor.membership.organization, product: ESBUILD.slug };
  const releases = await releasesOf(vendor, address);
  const choice = chooseRelease(releases, ESBUILD.version, artifacts);
  if (choice.reuse !== undefined) return choice.reuse;
  return unwrap(
    await vendor.client.POST('/api/v1/products/{vendor}/{product}/releases', {
      params: { path: address },
      body: {
        version: choice.version,
        line: ESBUILD.line,
        ordinal: ESBUILD.ordinal + choice.repetition,
        releasedOn: ESBUILD.releasedOn,
        published: true,
        artifacts: [...artifacts],
      },
    }),
  );
}

async function releasesOf(vendor: Actor, address: { vendor: string; product: string }): Promise<readonly Release[]> {
  try {
    const { items } = await readPages({ all: true }, async (query) =>
      unwrap(
        await vendor.client.GET('/api/v1/products/{vendor}/{product}/releases', { params: { path: address, query } }),
      ),
    );
    return items;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 404) throw error;
  }
  unwrap(
    await vendor.client.POST('/api/v1/products', {
      body: {
        slug: ESBUILD.slug,
        name: ESBUILD.name,
        nameEn: ESBUILD.nameEn,
        category: ESBUILD.category,
        description: ESBUILD.description,
        published: true,
      },
    }),
  );
  return [];
}

export type ReleaseChoice =
  { readonly reuse: Release } | { readonly reuse: undefined; readonly version: string; readonly repetition: number };

/**
 * A release is immutable: the one of an earlier run serves again where it has the same packages; otherwise the next free
 * `version`, `version-2`, `version-3` is registered.
 */
export function chooseRelease(
  releases: readonly Release[],
  version: string,
  artifacts: readonly ReleaseArtifactInput[],
): ReleaseChoice {
  const wanted = artifactKeys(artifacts);
  for (let repetition = 0; ; repetition += 1) {
    const candidate = repetition === 0 ? version : `${version}-${repetition + 1}`;
    const found = releases.find((release) => release.version === candidate);
    if (found === undefined) return { reuse: undefined, version: candidate, repetition };
    if (artifactKeys(found.artifacts) === wanted) return { reuse: found };
  }
}

function artifactKeys(artifacts: readonly { readonly sha256: string; readonly isa?: string | null }[]): string {
  return artifacts
    .map(({ sha256, isa }) => `${isa ?? ''}:${sha256}`)
    .sort()
    .join(' ');
}
