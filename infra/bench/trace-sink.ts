import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes traces like a collector and forgets them; says how many bytes came when it is asked. */
let bytes = 0;
const server = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(request.method === 'GET' ? String(bytes) : '{}');
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
