import { setTimeout as pause } from 'node:timers/promises';
import { nodeOf } from '../json.ts';
import type { Answer, Door } from '../open-door.ts';
import { operationCase as at, ok, put, refused } from './answers.ts';
import { type Check, must } from './check.ts';

const ASYNC = { prefer: 'respond-async', accept: 'application/fhir+json' };

interface Manifest {
  readonly output: readonly { readonly type: string; readonly url: string; readonly count?: number }[];
  readonly error: readonly unknown[];
}

/** One small world beside whatever else is there. */
async function world(door: Door): Promise<void> {
  await put(door, 'Patient', 'xuat-a', { name: [{ family: 'Xuất A' }] });
  await put(door, 'Patient', 'xuat-b', { name: [{ family: 'Xuất B' }] });
  const result = { status: 'final', code: { text: 'Kali' }, valueQuantity: { value: 4.1 } };
  await put(door, 'Observation', 'xuat-kq', { ...result, subject: { reference: 'Patient/xuat-a' } });
  await put(door, 'Organization', 'xuat-cs', { name: 'Cơ sở Xuất' });
  const member = [{ entity: { reference: 'Patient/xuat-a' } }];
  await put(door, 'Group', 'xuat-nhom', { type: 'person', actual: true, member });
}

async function finished({ send }: Door, begun: Answer): Promise<Manifest> {
  const place = ok(begun, 202).headers.get('content-location') ?? '';
  for (;;) {
    const standing = await send('GET', place);
    if (standing.status !== 202) return ok(standing).body as Manifest;
    await pause(100);
  }
}

/** Every line of every file, by `Type/id`. */
async function exported(door: Door, path: string): Promise<Map<string, string>> {
  const { output, error } = await finished(door, await door.send('GET', path, undefined, ASYNC));
  must(error.length === 0, JSON.stringify(error).slice(0, 160));
  const lines = new Map<string, string>();
  for (const { type, url, count } of output) {
    const own = ok(await door.send('GET', url))
      .text.split('\n')
      .filter(Boolean);
    must(own.length === count, `${type}: ${own.length} lines, ${count} promised`);
    for (const line of own) {
      const { resourceType, id } = nodeOf(JSON.parse(line));
      must(resourceType === type, `${resourceType} in the file of ${type}`);
      lines.set(`${resourceType}/${id}`, line);
    }
  }
  return lines;
}

const holds = (lines: ReadonlyMap<string, string>, wanted: readonly string[], absent: readonly string[]): void => {
  for (const name of wanted) must(lines.has(name), `${name} is missing`);
  for (const name of absent) must(!lines.has(name), `${name} does not belong there`);
};

const MINE = ['Patient/xuat-a', 'Observation/xuat-kq'];

/** Bulk Data: begun, asked about, fetched and held against what is read one by one. */
export const bulkOperations: readonly Check[] = [
  at('system $export', 'every line is the resource as it is read', async (door) => {
    await world(door);
    const lines = await exported(door, '/$export?_type=Patient,Observation,Organization');
    const all = [...MINE, 'Patient/xuat-b', 'Organization/xuat-cs'];
    holds(lines, all, ['Group/xuat-nhom']);
    for (const name of all) must(lines.get(name) === (await door.send('GET', `/${name}`)).text, `${name} differs`);
  }),
  at('system $export', '_since leaves out what is older', async (door) => {
    must((await exported(door, '/$export?_type=Patient&_since=2999-01-01T00:00:00Z')).size === 0, 'not empty');
  }),
  at('system $export', 'without respond-async and with unknown parameters it is refused', async ({ send }) => {
    refused(await send('GET', '/$export'), 400);
    refused(await send('GET', '/$export?_khongCo=1', undefined, ASYNC), 400);
  }),
  at('Patient/$export', 'patients and what is about them, nothing else', async (door) => {
    const lines = await exported(door, '/Patient/$export?_type=Patient,Observation');
    holds(lines, [...MINE, 'Patient/xuat-b'], ['Organization/xuat-cs']);
  }),
  at('Group/$export', 'only the members of the group', async (door) => {
    holds(await exported(door, '/Group/xuat-nhom/$export'), MINE, ['Patient/xuat-b', 'Organization/xuat-cs']);
  }),
  at('Group/$export', 'of an unknown group does not begin or ends with an error', async (door) => {
    const begun = await door.send('GET', '/Group/khong-co/$export', undefined, ASYNC);
    if (begun.status !== 202) return void refused(begun, 404);
    const place = begun.headers.get('content-location') ?? '';
    for (;;) {
      const standing = await door.send('GET', place);
      if (standing.status !== 202) return must(standing.status >= 400, `${standing.status} ${standing.text}`);
      await pause(100);
    }
  }),
  at('$export: delete', 'a cancelled export is gone', async ({ send }) => {
    const begun = ok(await send('GET', '/$export?_type=Patient', undefined, ASYNC), 202);
    const place = begun.headers.get('content-location') ?? '';
    ok(await send('DELETE', place), 202);
    refused(await send('GET', place), 404);
  }),
];
