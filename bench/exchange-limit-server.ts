/** The limit beside the product: reads each message and acknowledges it, and does nothing else. Tells its port. */
import { acknowledge, openMllpServer, readHl7 } from '@lienmach/exchange';

const server = await openMllpServer({
  host: '127.0.0.1',
  port: 0,
  overflow: () => Buffer.alloc(0),
  async answer(raw) {
    readHl7(raw);
    return acknowledge(raw, { code: 'AA', controlId: '1', at: new Date() });
  },
});
console.log(JSON.stringify({ port: server.port }));
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
