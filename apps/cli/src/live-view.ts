import { createLogUpdate } from 'log-update';
import type { Terminal } from './terminal.js';

/** Progress that redraws itself on a terminal; elsewhere only lasting lines are written. */
export interface LiveView {
  /** Whether `draw` shows anything. */
  readonly live: boolean;
  /** Replaces what was drawn before. */
  draw(text: string): void;
  /** Writes a line that stays, above what is drawn. */
  line(text: string): void;
  /** Leaves the last drawing where it is. */
  end(): void;
  /** Takes the last drawing away. */
  clear(): void;
}

export function createLiveView(stream: Terminal['stdout'], env: NodeJS.ProcessEnv): LiveView {
  const line = (text: string): void => void stream.write(`${text}\n`);
  if (stream.isTTY !== true || env['TERM'] === 'dumb') {
    return { live: false, draw: () => undefined, line, end: () => undefined, clear: () => undefined };
  }
  const update = createLogUpdate(stream);
  let drawn = '';
  return {
    live: true,
    draw: (text) => {
      drawn = text;
      update(text);
    },
    line: (text) => {
      update.clear();
      line(text);
      if (drawn !== '') update(drawn);
    },
    end: () => {
      update.done();
      drawn = '';
    },
    clear: () => {
      update.clear();
      update.done();
      drawn = '';
    },
  };
}
