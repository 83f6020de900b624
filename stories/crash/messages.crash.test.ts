import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningUrl } from '@lienmach/database';
import { openPostgres } from '@lienmach/fhir-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMessageChannel, startSenders } from './message-senders.ts';
import { freePort, type RunningProgram, startProgram } from './running-program.ts';

/** `npm run crash-messages`, and `npm run test:long`; fewer for a look */
const messages = Number(process.env.LIENMACH_TEST_MESSAGES ?? 20_000);
const kills = Number(process.env.LIENMACH_TEST_KILLS ?? 10);

let folder: string;
let port: number;
let program: RunningProgram;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienmach-messages-'));
  port = await freePort();
  program = await startProgram(folder, port);
});
afterAll(async () => {
  await program?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

interface Kept {
  readonly people: number;
  readonly numbers: number;
  readonly applied: number;
  readonly ids: number;
}

async function kept(): Promise<Kept | undefined> {
  const sql = openPostgres({ url: findRunningUrl(folder) ?? '', max: 1 });
  const [row] = await sql
    .query<Kept>({
      text: `select
        (select count(*)::int4 from resource where not deleted and body like '%"BT-%') as people,
        (select count(distinct substring(body from '"(BT-[0-9]+)"'))::int4 from resource where not deleted) as numbers,
        (select count(*)::int4 from message_in where partner = 'bao-tin' and state = 'applied') as applied,
        (select count(distinct control_id)::int4 from message_in where partner = 'bao-tin' and state = 'applied') as ids`,
    })
    .finally(() => sql.close());
  return row;
}

test(`${messages} bản tin từ 8 nơi gửi, kill -9 ${kills} lần: bản nào đã báo nhận đều nằm trong hồ sơ đúng một lần`, async () => {
  const channel = await openMessageChannel(program.url, await program.token(), 'bao-tin');
  const began = performance.now();
  const { acknowledged, done } = startSenders(channel, 'BT-', messages);
  for (let kill = 1; kill <= kills; kill++) {
    const least = (messages * kill) / (kills + 1);
    while (acknowledged.size < least) await Promise.race([sleep(20), done]);
    await sleep(Math.random() * 300);
    await program.kill('SIGKILL');
    console.log(`kill ${kill} with ${acknowledged.size} acknowledged`);
    program = await startProgram(folder, port);
  }
  await done;
  console.log(`${acknowledged.size} acknowledged in ${Math.round((performance.now() - began) / 1000)} s`);
  expect(acknowledged.size).toBe(messages);
  expect(await kept()).toEqual({ people: messages, numbers: messages, applied: messages, ids: messages });
});
