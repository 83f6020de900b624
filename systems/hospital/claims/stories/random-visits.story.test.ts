import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { bhytClaim } from '../operations/bhyt-claim.ts';
import { rowsOf } from '../rules/claim-file.ts';
import { oracleTables } from './claim-oracle.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { CLAIM_RULES, neutralVisitBundle } from './neutral-visit-bundle.ts';
import { randomVisit } from './random-visit.ts';

const VISITS = 240;
const CHUNK = 30;

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => hospital.close());

/** Every field on which the product and the second calculator disagree, and money rules that fire on our own figures. */
async function disagreements(visit: NeutralVisit): Promise<string[]> {
  const clerk = hospital.as('claims-clerk');
  const written = await clerk.store.transaction(neutralVisitBundle(visit));
  const encounter = written.find((resource) => resource.resourceType === 'Encounter');
  const answer = await clerk.call<{ xml: Binary; outcome: OperationOutcome }>(bhytClaim, `Encounter/${encounter?.id}`);
  const { claims: files, faults } = readEnvelope(Buffer.from(answer.xml.data ?? '', 'base64'));
  const [file = new Map()] = files;
  const expected = oracleTables(visit);
  const found: string[] = faults.map(({ rule }) => rule);
  const tables = new Set([...Object.keys(expected), ...file.keys()]);
  for (const table of tables) {
    const rows = rowsOf(file, table);
    const wanted = expected[table] ?? [];
    if (rows.length !== wanted.length) found.push(`${table}: ${rows.length} dòng ≠ ${wanted.length}`);
    for (const [at, row] of wanted.entries()) {
      for (const [field, value] of Object.entries(row)) {
        if (rows[at]?.get(field) !== value)
          found.push(`${table}[${at + 1}].${field}: ${rows[at]?.get(field)} ≠ ${value}`);
      }
    }
  }
  const money = answer.outcome.issue
    .flatMap(({ details }) => details?.coding ?? [])
    .flatMap(({ system, code }) => (system === CLAIM_RULES && code?.startsWith('MON-') ? [code] : []))
    // ratios given by the visit may differ from the order of the day and from the sitting
    .filter((code) => !['MON-33', 'MON-34'].includes(code));
  return [...found, ...money].map((words) => `${visit.id} ${words}`);
}

describe('máy tính thứ hai, viết riêng từ văn bản, cho cùng mọi con số', () => {
  const starts = Array.from({ length: VISITS / CHUNK }, (_, at) => at * CHUNK + 1);
  test.each(starts)('các lượt khám từ số %i', async (start) => {
    const different: string[] = [];
    for (let seed = start; seed < start + CHUNK; seed += 1) different.push(...(await disagreements(randomVisit(seed))));
    expect(different).toEqual([]);
  });
});
