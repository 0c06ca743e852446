import { DomainError } from '#libs/domain';
import { SaxesParser } from 'saxes';
import { BOUNDS } from './sheet-limits.js';
import { sheetRefusal, type SheetPlace } from './sheet-refusals.js';
import { damaged } from './workbook-archive.js';

/** What to do at tags and text. Names are without prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Reads XML as it arrives: yields after each chunk, so that whoever reads can hand on what the reader has gathered. Nothing is
 * resolved or fetched; document types are refused, and with them all entities but XML's own.
 *
 * @param at where the reader stands, for refusals
 * @throws DomainError `unreadable-sheet`: damaged, doctype, cell-too-long, wrong-encoding
 */
export async function* parseXml(
  bytes: AsyncIterable<Buffer>,
  reader: XmlReader,
  at: () => SheetPlace = () => ({}),
): AsyncGenerator<undefined> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  let sinceEvent = 0;
  parser.on('doctype', () => {
    throw sheetRefusal('doctype', '工作簿含有文档类型声明 · The workbook declares a document type: refused', at());
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > BOUNDS.depth) throw damaged(new Error('tags are nested too deep'));
    reader.open(localName(name), attributes);
  });
  parser.on('text', (text) => {
    sinceEvent = 0;
    reader.text(text);
  });
  parser.on('cdata', (text) => {
    sinceEvent = 0;
    reader.text(text);
  });
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0;
    depth -= 1;
    reader.close(localName(name));
  });
  const write = (text: string): void => {
    sinceEvent += text.length;
    parser.write(text);
    // The parser holds all of what has no end yet.
    if (sinceEvent > BOUNDS.markup) throw tooLong(at());
  };
  try {
    for await (const chunk of bytes) {
      write(decoder.decode(chunk, { stream: true }));
      yield undefined;
    }
    write(decoder.decode());
    parser.close();
    yield undefined;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (isUndecodable(error)) {
      throw sheetRefusal('wrong-encoding', '工作簿内容不是 UTF-8 · The workbook is not UTF-8 inside', at(), error);
    }
    throw damaged(error);
  }
}

/** Reads a small part to its end. */
export async function readXml(bytes: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  for await (const _ of parseXml(bytes, reader)) void _;
}

function isUndecodable(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The attribute of this name, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}

export function tooLong(place: SheetPlace): Error {
  return sheetRefusal(
    'cell-too-long',
    '单元格内容过长（上限 32767 字） · A cell holds more than 32,767 characters',
    place,
  );
}
