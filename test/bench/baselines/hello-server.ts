import { createServer } from 'node:http';

/** The least that a Node process does for a request: what every figure of the single check is compared with. */
const server = createServer((_request, response) => response.end('hello'));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('disconnect', () => process.exit());
