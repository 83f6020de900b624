import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningUrl } from '@lienmach/database';
import { openPostgres } from '@lienmach/fhir-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMessageChannel, startSenders } from './message-senders.ts';
import { freePort, type RunningProgram, startProgram } from './running-program.ts';

/** the full count by `npm run crash-messages` and `npm run test:long` */
const isLong = process.env.LIENMACH_TEST_LONG === '1';
const messages = isLong ? 20_000 : 2_000;
const kills = isLong ? 10 : 2;
/** a file for what the full count found */
const report = process.env.LIENMACH_TEST_REPORT;

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
  const { acknowledged, done, allow } = startSenders(channel, 'BT-', messages);
  const lines: string[] = [];
  const portion = messages / (kills + 1);
  // each kill falls into the middle of its own portion: starting again takes longer than sending all of it
  for (let kill = 1; kill <= kills; kill++) {
    allow(Math.round(portion * kill));
    const least = portion * (kill - 1 + 0.1 + 0.8 * Math.random());
    while (acknowledged.size < least) await Promise.race([sleep(5), done]);
    await program.kill('SIGKILL');
    lines.push(`kill ${kill}: ${acknowledged.size} acknowledged, ${Math.round(portion * kill)} let go`);
    expect(acknowledged.size).toBeLessThan(Math.round(portion * kill));
    program = await startProgram(folder, port);
  }
  allow(messages);
  await done;
  lines.push(`${acknowledged.size} acknowledged in ${Math.round((performance.now() - began) / 1000)} s`);
  console.log(lines.join('\n'));
  expect(acknowledged.size).toBe(messages);
  expect(await kept()).toEqual({ people: messages, numbers: messages, applied: messages, ids: messages });
  if (report === undefined) return;
  const title = `# ${messages} messages from 8 senders, killed ${kills} times`;
  const end = 'Every acknowledged message is in the record exactly once.';
  writeFileSync(report, [title, '', '```', ...lines, '```', '', end, ''].join('\n'));
});
