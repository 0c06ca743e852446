import { UsageError } from '../exit-codes.js';
import type { LiveView } from '../live-view.js';
import { renderProgress } from '../rendering/progress-bar.js';
import { plainLine } from '../rendering/plain-text.js';
import { both } from '../rendering/words.js';
import { digestFile, type LocalArtifact } from './digest-file.js';
import { uploadArtifact, type UploadTarget } from './upload-artifact.js';

/** A file and the ISA whose machines it is for; no ISA where it fits all. */
export interface ArtifactOption {
  readonly isa: string | undefined;
  readonly path: string;
}

/** Artifact of a release as the API names it. */
export interface ReleaseArtifactInput {
  readonly sha256: string;
  readonly fileName: string;
  readonly isa?: string;
}

const ISA = /^[a-z0-9_-]{2,32}$/;

/**
 * `x86_64=./tool.tgz`, or a path alone for a package that fits every ISA.
 *
 * @throws UsageError where there is no path
 */
export function parseArtifactOption(text: string): ArtifactOption {
  const split = text.indexOf('=');
  const isa = text.slice(0, Math.max(split, 0));
  // `./a=b.tgz` is a path: only what can be an ISA's name is read as one.
  const option = split > 0 && ISA.test(isa) ? { isa, path: text.slice(split + 1) } : { isa: undefined, path: text };
  if (option.path === '') {
    throw new UsageError(
      `--artifact ${text} 缺少文件 · --artifact ${text} names no file; write --artifact x86_64=./package.tgz`,
    );
  }
  return option;
}

/** Uploads what the server does not have yet, one after the other, and says what came of each. */
export async function uploadArtifacts(
  target: UploadTarget,
  options: readonly ArtifactOption[],
  view: LiveView,
): Promise<ReleaseArtifactInput[]> {
  const uploaded: ReleaseArtifactInput[] = [];
  for (const option of options) {
    const artifact = await digestFile(option.path);
    await uploadOne(target, artifact, view);
    const named = { sha256: artifact.sha256, fileName: artifact.fileName };
    uploaded.push(option.isa === undefined ? named : { ...named, isa: option.isa });
  }
  return uploaded;
}

async function uploadOne(target: UploadTarget, artifact: LocalArtifact, view: LiveView): Promise<void> {
  const name = plainLine(artifact.fileName);
  try {
    const outcome = await uploadArtifact(target, artifact, {
      onSent: (sent) => view.draw(renderProgress(name, sent, artifact.size)),
      onRetry: (reason, pauseMs) =>
        view.line(
          both(`${name}：${plainLine(reason)}；${pauseMs / 1000} 秒后继续`, `${name}: going on in ${pauseMs / 1000} s`),
        ),
    });
    view.clear();
    view.line(
      outcome === 'sent'
        ? both(`已上传 ${name}`, `uploaded ${name}  ${artifact.sha256}`)
        : both(`服务器已有 ${name}`, `the server has ${name}  ${artifact.sha256}`),
    );
  } finally {
    view.clear();
  }
}
