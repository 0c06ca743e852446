/** What /etc/os-release of a machine says. Fields that are missing have the defaults of os-release(5). */
export interface OsReleaseFacts {
  readonly id: string;
  readonly name: string;
  readonly prettyName: string;
  readonly versionId: string | undefined;
  /** Every assignment, by its name as written. */
  readonly fields: Readonly<Record<string, string>>;
}

const ASSIGNMENT = /^([A-Z][A-Z0-9_]*)=(.*)$/;

/**
 * Reads an os-release file: shell-compatible assignments, of which the last one counts (os-release(5)).
 *
 * Lines that are no assignment are passed over: vendors append notes of their own.
 */
export function parseOsRelease(text: string): OsReleaseFacts {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, key, value] = ASSIGNMENT.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) fields[key] = unquote(value);
  }
  const name = fields['NAME'] ?? 'Linux';
  return {
    id: fields['ID'] ?? 'linux',
    name,
    prettyName: fields['PRETTY_NAME'] ?? name,
    versionId: fields['VERSION_ID'],
    fields,
  };
}

/** Single quotes keep everything; double quotes and bare words know backslash escapes, as in a shell. */
function unquote(value: string): string {
  const quote = value.charAt(0);
  const closed = value.length >= 2 && value.endsWith(quote);
  if (quote === "'" && closed) return value.slice(1, -1);
  const body = quote === '"' && closed ? value.slice(1, -1) : value;
  return body.replace(/\\(["'$`\\])/g, '$1');
}
