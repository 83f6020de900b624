import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { neutralVisitBundle, plainVisit } from '@lienmach/claims/stories';
import { type BhytGateway, simulateBhytGateway } from '@lienmach/cli';
import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Binary, Bundle, BundleEntry, Claim, ClaimResponse, FhirResource, Task } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KillableSite, openKillableSite } from './crash/killable-site.ts';

const isLong = process.env.LIENMACH_TEST_LONG === '1';
const claimCount = isLong ? 400 : 20;
const kills = isLong ? 20 : 2;
const MONTH = '2026-09';

const account = { username: '99001_THU', password: 'chỉ để thử' };
let gateway: BhytGateway;
let site: KillableSite;

beforeAll(async () => {
  gateway = await simulateBhytGateway({ port: 0, account, delay: 60 });
  site = await openKillableSite(
    { id: 'cong-gia', kind: 'bhyt-gateway', address: gateway.url, isInside: true, patience: 5000 },
    account,
  );
  await site.start();
});
afterAll(async () => {
  await site?.close();
  await gateway?.close();
});

const stands = (state: string) => `Claim?_tag=${codeSystems.claimBoard}|${MONTH}.${state}`;

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await is())) await sleep(50);
}

/** Everything that a search finds, page after page. */
async function all<R extends FhirResource>(query: string): Promise<R[]> {
  const found: R[] = [];
  let path: string | undefined = `/${query}&_count=200`;
  while (path !== undefined) {
    const page: Bundle = await site.ask('GET', path);
    found.push(...(page.entry ?? []).map(({ resource }) => resource as R));
    const next = page.link?.find(({ relation }) => relation === 'next')?.url;
    path = next?.slice(next.indexOf('/fhir/R4') + '/fhir/R4'.length);
  }
  return found;
}

/** Visits, their claims, closed for sending. */
async function lockedMonth(): Promise<void> {
  await site.ask('PUT', '/Practitioner/may-thu', {
    resourceType: 'Practitioner',
    id: 'may-thu',
    name: [{ text: 'Máy thử' }],
  });
  for (let at = 0; at < claimCount; at++) await site.ask('POST', '', neutralVisitBundle(plainVisit()));
  await until(async () => (await site.count(stands('ready'))) === claimCount);
  const entry = (await all<Claim>(stands('ready'))).map((claim): BundleEntry => {
    const tag = { system: codeSystems.claimBoard, code: `${MONTH}.locked` };
    const others = claim.meta?.tag?.filter(({ system }) => system !== tag.system) ?? [];
    return {
      resource: { ...claim, meta: { tag: [...others, tag] } },
      request: { method: 'PUT', url: `Claim/${claim.id}` },
    };
  });
  await site.ask('POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
}

const claimIdOf = ({ identifier = [] }: Claim): string =>
  identifier.find(({ system }) => system === identifierSystems.claimId)?.value ?? '';

test('kill -9 giữa lúc gửi cả tháng, nhiều lần: không sót, không mã mới, biên nhận khớp', async () => {
  await lockedMonth();
  gateway.behave('slow');
  const parameter = [{ name: 'month', valueString: MONTH }];
  await site.ask('POST', '/Claim/$send-claims', { resourceType: 'Parameters', parameter });
  for (let round = 1; round <= kills; round++) {
    const before = gateway.taken.length;
    // the first bytes of this run are under way, and what is under way is cut
    await until(() => gateway.taken.length >= Math.min(before + 4, claimCount));
    await sleep(Math.random() * 120);
    await site.kill();
    console.log(`kill ${round}: ${gateway.taken.length} files at the gateway`);
    gateway.behave(isLong && round % 2 === 1 ? 'chaos' : 'slow');
    await site.start();
  }
  gateway.behave('right');
  await until(async () => (await site.count(stands('sent'))) === claimCount);

  const claims = await all<Claim>(stands('sent'));
  const ids = new Set(claims.map(claimIdOf));
  expect(ids.size).toBe(claimCount);
  expect(new Set(gateway.taken.map(({ maLk }) => maLk))).toEqual(ids);
  const receipts = await all<ClaimResponse>('ClaimResponse?outcome=queued');
  const orders = await all<Task>(`Task?code=${codeSystems.taskKind}|claim-sending`);
  expect([receipts.length, orders.length]).toEqual([claimCount, claimCount]);
  expect(orders.filter(({ status }) => status !== 'completed')).toEqual([]);
  for (const claim of claims) {
    const taken = gateway.taken.filter(({ maLk }) => maLk === claimIdOf(claim));
    const receipt = receipts.find(({ request }) => request?.reference === `Claim/${claim.id}`);
    expect(taken.map(({ maGiaoDich }) => maGiaoDich)).toContain(receipt?.identifier?.[0]?.value);
    const order = orders.find(({ focus }) => focus?.reference === `Claim/${claim.id}`);
    const envelope = order?.input?.find(({ valueReference }) => valueReference !== undefined)?.valueReference
      ?.reference;
    const { data = '' } = await site.ask<Binary>('GET', `/${envelope}`);
    const hash = createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');
    expect([...new Set(taken.map(({ sha256 }) => sha256))]).toEqual([hash]);
    expect(receipt?.extension?.[0]?.valueString).toBe(hash);
  }
  const again = gateway.taken.length - claimCount;
  console.log(
    `${claimCount} claims, ${kills} kills, ${gateway.taken.length} files at the gateway: ${again} of them again, the same bytes`,
  );
}, 900_000);
