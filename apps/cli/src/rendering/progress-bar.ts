import { size } from './moments.js';

const WIDTH = 24;

/** `esbuild.tgz  ██████──────  52%  2.1 MiB / 4.1 MiB`; `sent` never shows as more than `total`. */
export function renderProgress(name: string, sent: number, total: number): string {
  const share = total <= 0 ? 1 : Math.min(1, Math.max(0, sent / total));
  const full = Math.floor(share * WIDTH);
  const bar = `${'█'.repeat(full)}${'─'.repeat(WIDTH - full)}`;
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `${name}  ${bar} ${percent}%  ${size(Math.min(sent, total))} / ${size(total)}`;
}
