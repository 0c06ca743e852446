import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEvents, type ServerSentEvent } from './event-stream.js';

async function read(...chunks: readonly Uint8Array[]): Promise<ServerSentEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readEvents', () => {
  it.each([
    ['an event with everything', 'id: 1.2\nevent: log\ndata: {}\n\n', [{ event: 'log', data: '{}', id: '1.2' }]],
    ['data alone', 'data: x\n\n', [{ event: 'message', data: 'x', id: undefined }]],
    ['no space behind the colon', 'data:x\n\n', [{ event: 'message', data: 'x', id: undefined }]],
    ['only one space taken away', 'data:  x\n\n', [{ event: 'message', data: ' x', id: undefined }]],
    ['several data lines', 'data: a\ndata: b\n\n', [{ event: 'message', data: 'a\nb', id: undefined }]],
    ['a field without a colon', 'data\n\n', [{ event: 'message', data: '', id: undefined }]],
    [
      'comments and retry left out',
      ': keep-alive\n\nretry: 5\n\ndata: x\n\n',
      [{ event: 'message', data: 'x', id: undefined }],
    ],
    [
      'the kind not kept',
      'event: end\ndata: a\n\ndata: b\n\n',
      [
        { event: 'end', data: 'a', id: undefined },
        { event: 'message', data: 'b', id: undefined },
      ],
    ],
    ['CRLF', 'event: log\r\ndata: x\r\n\r\n', [{ event: 'log', data: 'x', id: undefined }]],
    ['an event cut off by the end', 'data: a\n\ndata: b\n', [{ event: 'message', data: 'a', id: undefined }]],
  ])('reads %s', async (_case, text, expected) => {
    expect(await read(utf8(text))).toEqual(expected);
  });

  it('reads the same however the bytes are cut, also through a character or a CRLF', async () => {
    const bytes = utf8('id: 1\r\nevent: log\r\ndata: 银河麒麟 😀\r\n\r\ndata: b\n\n');
    const whole = await read(bytes);
    expect(whole).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.slice(at[index], end));
        expect(await read(...chunks)).toEqual(whole);
      }),
    );
  });
});
