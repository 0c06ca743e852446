import { SaxesParser } from 'saxes';

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The root is 1. */
  readonly depth: number;
}

/** What to do at the tags of a document. A tag that closes itself is opened and closed. */
export interface TagEdits {
  opened(tag: Tag, editor: SheetEditor): void;
  closed(tag: Tag, editor: SheetEditor): void;
}

/**
 * Hands on the text of an XML document as it stands, and lets pieces be put in and left out at tags. Nothing is written anew
 * from what was parsed: what is not edited stays the same to the last character.
 */
export class SheetEditor {
  readonly #parser = new SaxesParser();
  readonly #tags: Tag[] = [];
  /** Text that was read and not handed on, and where in the document it begins. */
  #text = '';
  #from = 0;
  #out = '';
  #isLeavingOut = false;

  constructor(edits: TagEdits) {
    this.#parser.on('opentag', ({ name, attributes }) => {
      const tag = { name, attributes, depth: this.#tags.length + 1 };
      this.#tags.push(tag);
      edits.opened(tag, this);
    });
    this.#parser.on('closetag', () => {
      const tag = this.#tags.pop();
      if (tag === undefined) throw new Error('a tag is closed that was not opened');
      edits.closed(tag, this);
    });
  }

  /** What can be handed on after this piece. @throws Error for what is not well-formed */
  write(piece: string): string {
    this.#text += piece;
    this.#parser.write(piece);
    return this.#taken();
  }

  end(): string {
    this.#parser.close();
    return this.#taken() + this.#text;
  }

  /** Puts text before the tag that was met last. */
  putBeforeTag(text: string): void {
    this.#handOn(this.#tagStart());
    this.#out += text;
  }

  /** Writes the tag that was met last otherwise; `change` gets it as it stands. */
  rewriteTag(change: (tag: string) => string): void {
    const start = this.#tagStart();
    this.#handOn(start);
    this.#out += change(this.#text.slice(0, this.#parser.position - start));
    this.#drop(this.#parser.position);
  }

  /** Leaves out everything from the tag that was met last up to and with the one at which `handOnAgain` is called. */
  leaveOut(): void {
    this.#handOn(this.#tagStart());
    this.#isLeavingOut = true;
  }

  handOnAgain(): void {
    this.#isLeavingOut = false;
    this.#drop(this.#parser.position);
  }

  /** Behind the `>` of a tag its beginning is the last `<`: well-formed attributes have none. */
  #tagStart(): number {
    const start = this.#text.lastIndexOf('<', this.#parser.position - this.#from - 1);
    if (start === -1) throw new Error('a tag was handed on before it was met');
    return this.#from + start;
  }

  #handOn(to: number): void {
    if (!this.#isLeavingOut) this.#out += this.#text.slice(0, to - this.#from);
    this.#drop(to);
  }

  #drop(to: number): void {
    this.#text = this.#text.slice(to - this.#from);
    this.#from = to;
  }

  #taken(): string {
    // A tag that has begun is kept until it is met.
    const begun = this.#text.lastIndexOf('<');
    if (begun > 0) this.#handOn(this.#from + begun);
    const out = this.#out;
    this.#out = '';
    return out;
  }
}
