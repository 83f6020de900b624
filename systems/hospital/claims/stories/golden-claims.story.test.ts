import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Claim, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { claims } from '../index.ts';
import { bhytClaim } from '../operations/bhyt-claim.ts';
import { bhytValidate } from '../operations/bhyt-validate.ts';
import type { ClaimFile, ClaimRow } from '../rules/claim-file.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { CLAIM_RULES, neutralVisitBundle } from './neutral-visit-bundle.ts';

const folder = new URL('../../../../../shared/data/golden-claims/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) console.log('bỏ qua các hồ sơ mẫu: không có thư mục ../shared/data/golden-claims');

type ExpectedRow = Readonly<Record<string, string>>;
interface Expected {
  readonly tables: readonly string[];
  readonly absent: readonly string[];
  readonly notCompared?: readonly string[];
  readonly noteOnly?: readonly string[];
  readonly rules: readonly { readonly id: string }[];
  readonly [table: string]: unknown;
}

interface Case extends NeutralVisit {
  readonly kind: string;
  readonly envelopeFile?: string;
  readonly expected: Expected;
}

const read = (name: string): Buffer => readFileSync(new URL(name, folder));
const cases: Case[] = isThere
  ? readdirSync(folder)
      .filter((name) => /^g\d+\.json$/.test(name))
      .sort()
      .map((name) => JSON.parse(read(name).toString('utf8')))
  : [];
const judged: { visit: string[]; envelope: string[] } = isThere
  ? JSON.parse(read('judged-rules.json').toString('utf8'))
  : { visit: [], envelope: [] };

const same = (found: string | undefined, wanted: string): boolean => {
  if (found === undefined) return false;
  if (found.trim() === wanted.trim()) return true;
  const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text.trim());
  return isNumber(found) && isNumber(wanted) && Number(found) === Number(wanted);
};

/** Where the claim differs from the worked figures. */
function differences(row: ClaimRow, wanted: ExpectedRow, where: string, skipped: ReadonlySet<string>): string[] {
  return Object.entries(wanted)
    .filter(([field, value]) => field !== 'line' && !skipped.has(`${where}.${field}`) && !same(row.get(field), value))
    .map(([field, value]) => `${where}.${field}: ${row.get(field)} ≠ ${value}`);
}

const asRows = (value: unknown): ExpectedRow[] => (Array.isArray(value) ? value : [value]) as ExpectedRow[];

/** Rows may stand in any order: each expected row takes the row that differs least. */
function tableDifferences(file: ClaimFile, table: string, expected: Expected): string[] {
  const skipped = new Set([...(expected.notCompared ?? []), ...(expected.noteOnly ?? [])]);
  const left = [...(file.get(table) ?? [])];
  const wanted = asRows(expected[table]);
  if (left.length !== wanted.length) return [`${table}: ${left.length} dòng ≠ ${wanted.length}`];
  return wanted.flatMap((row) => {
    const where = row.line === undefined || table.length === 0 ? table : `${table}[${row.line}]`;
    const found = left
      .map((candidate, at) => ({ at, different: differences(candidate, row, where, skipped) }))
      .sort((a, b) => a.different.length - b.different.length)[0];
    if (found === undefined) return [`${where}: thiếu dòng`];
    left.splice(found.at, 1);
    return found.different;
  });
}

const fired = (outcome: OperationOutcome, among: readonly string[]): string[] =>
  outcome.issue
    .flatMap((issue) => issue.details?.coding?.filter(({ system }) => system === CLAIM_RULES) ?? [])
    .flatMap(({ code }) => (code !== undefined && among.includes(code) ? [code] : []))
    .sort();

describe.skipIf(!isThere)('mười hai hồ sơ BHYT đã tính tay', () => {
  let hospital: TestHospital;
  beforeAll(async () => {
    hospital = await openTestHospital([claims], { startsAt: '2026-11-21T01:00:00.000Z' });
  });
  afterAll(() => hospital?.close());

  test.each(cases.filter(({ kind }) => kind === 'visit').map((one) => [one.id, one.title, one] as const))(
    '%s: %s',
    async (_id, _title, golden) => {
      const clerk = hospital.as('claims-clerk');
      const written = await clerk.store.transaction(neutralVisitBundle(golden));
      const encounter = written.find((resource) => resource.resourceType === 'Encounter');
      const answer = await clerk.call<{ claim: Claim; outcome: OperationOutcome; xml: Binary }>(
        bhytClaim,
        `Encounter/${encounter?.id}`,
      );
      const envelope = readEnvelope(Buffer.from(answer.xml.data ?? '', 'base64'));
      const [file] = envelope.claims;
      expect(envelope.faults).toEqual([]);
      expect(file).toBeDefined();
      const { expected } = golden;
      expect(expected.absent.filter((table) => file?.has(table))).toEqual([]);
      expect(expected.tables.filter((table) => !file?.has(table))).toEqual([]);
      const tables = expected.tables.filter((table) => expected[table] !== undefined);
      expect(tables.flatMap((table) => (file ? tableDifferences(file, table, expected) : []))).toEqual([]);
      expect(fired(answer.outcome, judged.visit)).toEqual(expected.rules.map(({ id }) => id).sort());
      expect(answer.claim.insurance).toHaveLength(Math.max(1, golden.cards?.length ?? 0));
      expect(answer.claim.item).toHaveLength((golden.drugs?.length ?? 0) + (golden.services?.length ?? 0));
      const again = await clerk.call<{ xml: Binary }>(bhytClaim, `Encounter/${encounter?.id}`);
      expect(again.xml.data).toBe(answer.xml.data);
    },
  );

  test.each(cases.filter(({ kind }) => kind === 'envelope').map((one) => [one.id, one.title, one] as const))(
    '%s: %s',
    async (_id, _title, golden) => {
      const data = read(golden.envelopeFile ?? '').toString('base64');
      const { outcome } = await hospital
        .as('claims-clerk')
        .call<{ outcome: OperationOutcome }>(bhytValidate, undefined, {
          xml: { resourceType: 'Binary', contentType: 'application/xml', data },
        });
      expect(fired(outcome, judged.envelope)).toEqual(golden.expected.rules.map(({ id }) => id).sort());
    },
  );
});
