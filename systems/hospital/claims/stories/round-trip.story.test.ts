import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Reference } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';
import { bhytCheckIn } from '../operations/bhyt-check-in.ts';
import { bhytClaim } from '../operations/bhyt-claim.ts';
import { importEnvelope } from '../operations/import-envelope.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { neutralVisitBundle } from './neutral-visit-bundle.ts';
import { visitKinds, visitOfKind } from './visit-of-kind.ts';

let here: TestHospital;
let empty: TestHospital;
const files: string[] = [];
beforeAll(async () => {
  const options = { startsAt: '2026-11-21T01:00:00.000Z' };
  here = await openTestHospital([claims], options);
  empty = await openTestHospital([claims], options);
});
afterAll(() => Promise.all([here.close(), empty.close()]));

const textOf = (xml: Binary | undefined): string => Buffer.from(xml?.data ?? '', 'base64').toString('utf8');

/** Check-in and envelope of a visit, as the claims clerk of a hospital gets them. */
async function filesOf(hospital: TestHospital, at: string): Promise<{ checkIn: string; envelope: string }> {
  const clerk = hospital.as('claims-clerk');
  const { xml } = await clerk.call<{ xml: Binary }>(bhytClaim, at);
  const answer = await clerk.call<{ xml?: Binary }>(bhytCheckIn, at);
  return { checkIn: textOf(answer.xml), envelope: textOf(xml) };
}

/** Invented people share a personal number; here each visit is somebody else's. */
const ofOwnPerson = (visit: NeutralVisit): NeutralVisit => ({
  ...visit,
  patient: {
    ...visit.patient,
    personalNumber: visit.patient.personalNumber ? `0990866${visit.id.replace(/\D/g, '')}` : null,
  },
});

test.each(visitKinds)('%s: hồ sơ → tệp → bệnh viện trống → hồ sơ → đúng tệp ấy', async (kind) => {
  const written = await here.as('tool').store.transaction(neutralVisitBundle(ofOwnPerson(visitOfKind(kind, 77))));
  const encounter = written.find(({ resourceType }) => resourceType === 'Encounter');
  const sent = await filesOf(here, `Encounter/${encounter?.id}`);
  const xml = {
    resourceType: 'Binary',
    contentType: 'application/xml',
    data: Buffer.from(sent.envelope).toString('base64'),
  };
  const { visit } = await empty
    .as('claims-clerk')
    .call<{ visit: readonly { state: string; encounter?: Reference }[] }>(importEnvelope, undefined, { xml });
  expect(visit).toMatchObject([{ state: 'written' }]);
  expect(await filesOf(empty, visit[0]?.encounter?.reference ?? '')).toEqual(sent);
  files.push(...[sent.envelope, sent.checkIn].filter((text) => text !== ''));
});

test('mọi tệp đã ghi: tên, thứ tự, độ dài, mẫu của từng trường đúng bảng chuẩn', () => {
  const tool = join(import.meta.dirname, '../../../../tools/check-claim-tables.mjs');
  const run = spawnSync(process.execPath, [tool], { input: JSON.stringify(files), encoding: 'utf8' });
  expect(`${run.stderr}${run.stdout}`).toMatch(/ 15 kinds of tables, \d+ rows, 0 faults|nothing checked/);
  expect(run.status).toBe(0);
});
