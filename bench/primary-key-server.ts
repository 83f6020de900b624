/**
 * The floor of a read: a bare HTTP server in a process of its own that looks up one primary key and answers its text.
 * Started with the database address in BENCH_LIMIT_URL; tells its port on standard output.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { readStatement } from './limit-statements.ts';

const pool = new pg.Pool({ connectionString: process.env.BENCH_LIMIT_URL, max: 16 });
pool.on('error', () => undefined);

const server = createServer((request, response) => {
  const id = (request.url ?? '').slice((request.url ?? '').lastIndexOf('/') + 1);
  pool.query<{ body: string }>({ ...readStatement, values: [id] }).then(
    ({ rows }) => {
      response.statusCode = rows.length === 0 ? 404 : 200;
      response.setHeader('content-type', 'application/fhir+json');
      response.end(rows[0]?.body ?? '');
    },
    () => {
      response.statusCode = 500;
      response.end();
    },
  );
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});
