/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/**
 * Splits a `text/event-stream` into events, however the bytes arrive, after the WHATWG HTML standard, "9.2.6 Interpreting an
 * event stream". Comments and `retry` are dropped; an event that the stream ends in the middle of is not delivered.
 */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let fields = emptyFields();
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    // A CR at the end may be the first half of CRLF: it stays until more comes.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        takeField(fields, line);
        continue;
      }
      if (fields.data.length > 0) {
        yield { event: fields.event ?? 'message', data: fields.data.join('\n'), id: fields.id };
      }
      fields = { ...emptyFields(), id: fields.id };
    }
  }
}

interface Fields {
  event: string | undefined;
  id: string | undefined;
  data: string[];
}

function emptyFields(): Fields {
  return { event: undefined, id: undefined, data: [] };
}

function takeField(fields: Fields, line: string): void {
  const colon = line.indexOf(':');
  if (colon === 0) return;
  const name = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (name === 'data') fields.data.push(value);
  else if (name === 'event') fields.event = value;
  else if (name === 'id' && !value.includes('\0')) fields.id = value;
}
