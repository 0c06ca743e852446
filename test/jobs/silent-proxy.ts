import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A TCP proxy before a server, as a network in which packets vanish: nothing breaks, nothing arrives. */
export interface SilentProxy {
  readonly port: number;
  /** What is said from now on gets lost, on connections old and new. */
  fallSilent(): void;
  /** Lets new connections through again; those that fell silent stay so, as they would. */
  mend(): void;
  close(): Promise<void>;
}

export async function silentProxy(target: { host: string; port: number }): Promise<SilentProxy> {
  let silent = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      let lost = false;
      socket.on('data', (bytes: Buffer) => {
        lost ||= silent;
        if (!lost) other.write(bytes);
      });
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A listening TCP server has an address with a port.
    port: (server.address() as AddressInfo).port,
    fallSilent: () => (silent = true),
    mend: () => (silent = false),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
