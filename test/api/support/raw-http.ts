import { connect } from 'node:net';

/**
 * Writes bytes to the server as they are and resolves with everything that it answered until it closed the connection.
 * For what no HTTP client would send.
 */
export function sendRaw(url: string, bytes: string | Buffer, ms = 5_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    const answered = (): string => Buffer.concat(chunks).toString('utf8');
    socket.setTimeout(ms, () => socket.destroy(new Error(`the server kept the connection open: ${answered()}`)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that refuses early may reset the connection; what it said before counts.
    socket.on('error', (error) => (chunks.length > 0 ? resolve(answered()) : reject(error)));
    socket.on('close', () => resolve(answered()));
  });
}

/** Head of a request, ready for a body. */
export function requestHead(method: string, path: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
}
