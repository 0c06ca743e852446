import type { ArtifactRole } from '#libs/domain';
import type { LiveView } from '../live-view.js';
import { renderProgress } from '../rendering/progress-bar.js';
import { plainLine } from '../rendering/plain-text.js';
import { both } from '../rendering/words.js';
import type { ChosenFile } from './choose-files.js';
import { digestFile, type LocalArtifact } from './digest-file.js';
import { uploadArtifact, type UploadTarget } from './upload-artifact.js';

/** Artifact of a build as the API names it. */
export interface ReleaseArtifactInput {
  readonly sha256: string;
  readonly fileName: string;
  readonly isa?: string;
  readonly role?: ArtifactRole;
}

/** Uploads what the server does not have yet, one after the other, and says what came of each. */
export async function uploadArtifacts(
  target: UploadTarget,
  files: readonly ChosenFile[],
  view: LiveView,
): Promise<ReleaseArtifactInput[]> {
  const uploaded: ReleaseArtifactInput[] = [];
  for (const { path, fileName, isa, role } of files) {
    const artifact = await digestFile(path);
    await uploadOne(target, artifact, view);
    uploaded.push({ sha256: artifact.sha256, fileName, role, ...(isa === undefined ? {} : { isa }) });
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
