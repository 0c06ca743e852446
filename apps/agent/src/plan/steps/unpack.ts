import { createReadStream } from 'node:fs';
import { isPackagePath, type ArtifactRole } from '#libs/domain';
import { lastLine } from '../../logs/printable-text.js';
import { describeExit, runToEnd, type StagedArtifact, type StepContext } from '../step-context.js';
import { blocked, DONE, failed, type StepOf, type StepOutcome } from '../step-outcome.js';

const TIMEOUT_SECONDS = 600;
const TAR = ['tar', '--extract', '--file=-', '--no-same-owner', '--no-same-permissions'];

/**
 * How a file is unpacked inside the sandbox, read from standard input: an archive among the packages into the folder that
 * everything is unpacked into, any other file to its own path below it.
 */
export function unpackCommand(fileName: string, role: ArtifactRole, into: string): readonly string[] {
  const name = fileName.toLowerCase();
  // A signature is of a file as it stands, and so is data: neither is taken apart.
  if (role !== 'package') return ['/bin/sh', '-c', COPY, 'unpack', `${into}/${fileName}`, '0644'];
  if (/\.(?:tgz|tar\.gz)$/.test(name)) return [...TAR, '--gzip', '-C', into];
  if (/\.(?:txz|tar\.xz)$/.test(name)) return [...TAR, '--xz', '-C', into];
  if (/\.(?:tbz2?|tar\.bz2)$/.test(name)) return [...TAR, '--bzip2', '-C', into];
  if (/\.(?:tzst|tar\.zst)$/.test(name)) return [...TAR, '--zstd', '-C', into];
  if (name.endsWith('.tar')) return [...TAR, '-C', into];
  if (name.endsWith('.zip')) return ['/bin/sh', '-c', UNZIP, 'unpack', into];
  // Not an archive that we know: the file itself is the program.
  return ['/bin/sh', '-c', COPY, 'unpack', `${into}/${fileName}`, '0755'];
}

const UNZIP = `
cat >/tmp/artifact.zip && unzip -q -o -d "$1" /tmp/artifact.zip
status=$?
rm -f /tmp/artifact.zip
exit "$status"
`;
const COPY = 'mkdir -p -- "$(dirname -- "$1")" && cat >"$1" && chmod "$2" "$1"';

/** Unpacks every artifact, in order, with the vendor's own rights and inside the sandbox: archives are attacks, too. */
export async function unpack(step: StepOf<'unpack'>, context: StepContext): Promise<StepOutcome> {
  const { into } = step;
  if (into !== '.' && !isPackagePath(into)) {
    return blocked(
      `解包目录不在工作目录内：${into}`,
      `the folder to unpack into is not inside the scratch directory: ${into}`,
    );
  }
  const made = await runToEnd(context, { argv: ['mkdir', '-p', '--', into] }, TIMEOUT_SECONDS);
  if (made.exit === 'timeout' || made.exit.code !== 0) {
    return failed(`无法建立目录 ${into}`, `can't make the folder ${into}: ${lastLine(made.output.text('stderr'))}`);
  }
  for (const artifact of context.artifacts) {
    const outcome = await unpackOne(artifact, into, context);
    if (!outcome.ok) return outcome;
  }
  return DONE;
}

async function unpackOne(artifact: StagedArtifact, into: string, context: StepContext): Promise<StepOutcome> {
  const { fileName, role } = artifact;
  if (!isPackagePath(fileName)) return blocked(`文件名不合法：${fileName}`, `not a file name: ${fileName}`);
  context.log.append('agent', `# 解包 ${fileName} · unpacking ${fileName}\n`);
  const command = { argv: unpackCommand(fileName, role, `./${into}`), stdin: createReadStream(artifact.file) };
  const { exit, output } = await runToEnd(context, command, TIMEOUT_SECONDS);
  if (exit === 'timeout') {
    return failed(`${fileName} 解包超过 ${TIMEOUT_SECONDS} 秒`, `unpacking ${fileName} took over ${TIMEOUT_SECONDS} s`);
  }
  if (exit.code === 0) return DONE;
  const said = lastLine(output.text('stderr'));
  if (exit.code === 127)
    return blocked(`本机没有解包 ${fileName} 的工具`, `this host has no tool to unpack ${fileName}: ${said}`);
  const { chinese, english } = describeExit(exit);
  return failed(`${fileName} 无法解包，${chinese}`, `${fileName} can't be unpacked, the tool ${english}: ${said}`);
}
