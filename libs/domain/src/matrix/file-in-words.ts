import type { Language } from './explain-in-words.js';
import type { FileAsked } from './findings-about-file.js';

/**
 * What an answer by digest adds to the explanation, one sentence an element.
 *
 * @param otherIsa ISA of the platform, where the file is not for it
 * @param setAside ids of the findings on the cell that are about other files: those only that the asker may see
 */
export function fileInWords(
  file: FileAsked,
  { otherIsa, setAside }: { readonly otherIsa: string | null; readonly setAside: readonly string[] },
  language: Language,
): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const sentences = [
    say(
      `按文件查询（SHA-256 ${file.sha256}）：只计入用此文件做的测试。`,
      `Asked about the file with SHA-256 ${file.sha256}: only tests of this very file count.`,
    ),
  ];
  if (otherIsa !== null) {
    const isas = file.isas.filter((isa) => isa !== null).join(', ');
    sentences.push(
      say(`此文件适用于 ${isas}，该平台为 ${otherIsa}。`, `The file is for ${isas}, the platform is ${otherIsa}.`),
    );
  }
  if (setAside.length > 0) {
    sentences.push(
      say(
        `该平台上的结论 ${setAside.join('、')} 针对此版本的其他文件，不计入。`,
        `Not counted, because about other files of the release: ${setAside.join(', ')} on this platform.`,
      ),
    );
  }
  return sentences;
}
