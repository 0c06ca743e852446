import picocolors from 'picocolors';

type Paint = (text: string) => string;

/** Colours by meaning, so that a view never chooses a colour itself. */
export interface Styles {
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly busy: Paint;
  readonly wary: Paint;
}

export type Tone = 'good' | 'bad' | 'busy' | 'wary' | 'quiet';

export function stylesFor(color: boolean): Styles {
  const colors = picocolors.createColors(color);
  return {
    strong: colors.bold,
    quiet: colors.dim,
    good: colors.green,
    bad: colors.red,
    busy: colors.cyan,
    wary: colors.yellow,
  };
}
