import { nameText, present } from '@lienmach/core';
import { type Context, type Operation, searchEach } from '@lienmach/system-kit';
import type { DiagnosticReport, DocumentReference, Reference } from 'fhir/r4';
import { markedReport, WAITING_TAG } from '../rules/signing-mark.ts';
import { type SigningState, signingState } from '../rules/signing-state.ts';
import { signedDocuments } from './signed-documents.ts';

interface ReportToSign {
  readonly report: Reference;
  readonly order?: Reference;
  /** with the name */
  readonly patient: Reference;
  readonly test: string;
  readonly issued: string;
  readonly state: SigningState;
  readonly version: string;
}

interface ToSign {
  /** all that wait, whatever their age */
  readonly count: number;
  readonly entry: readonly ReportToSign[];
  /** asks for the page behind this one; absent on the last */
  readonly next?: string;
}

const USUAL = 100;
const MOST = 200;

async function namesOf(ctx: Context, reports: readonly DiagnosticReport[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(reports.flatMap(({ subject }) => subject?.reference?.split('/')[1] ?? []));
  const people = await searchEach(ctx.store, 'Patient', '_id', [...ids]);
  return new Map(people.map(({ id, name }) => [`Patient/${id}`, nameText(name)]));
}

const lineOf = (
  report: DiagnosticReport,
  signed: DocumentReference | undefined,
  display: string | undefined,
): ReportToSign => ({
  report: { reference: `DiagnosticReport/${report.id}` },
  ...present({ order: report.basedOn?.[0] }),
  patient: { ...present({ reference: report.subject?.reference }), ...(display ? { display } : {}) },
  test: report.code.text ?? '',
  issued: report.issued ?? '',
  state: signingState(report, signed),
  version: report.meta?.versionId ?? '',
});

/**
 * GET DiagnosticReport/$to-sign: what was released and nobody has signed, or was amended after it was; a page at a time, the
 * oldest release first.
 */
export const toSign: Operation<{ limit?: number; cursor?: string }, ToSign> = {
  definition: {
    code: 'to-sign',
    title: { vi: 'Phiếu đã duyệt chờ ký', en: 'Released reports that wait to be signed' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'limit', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'count', use: 'out', min: 1, max: '1', type: 'integer' },
      {
        name: 'entry',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'report', use: 'out', min: 1, max: '1', type: 'Reference' },
          { name: 'order', use: 'out', min: 0, max: '1', type: 'Reference' },
          { name: 'patient', use: 'out', min: 1, max: '1', type: 'Reference' },
          { name: 'test', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'issued', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'version', use: 'out', min: 1, max: '1', type: 'string' },
        ],
      },
      { name: 'next', use: 'out', min: 0, max: '1', type: 'string' },
    ],
    allow: ['lab-doctor'],
    readsAs: ['document-signer'],
  },
  async run(ctx, _id, { limit = USUAL, cursor }) {
    const size = Math.min(MOST, Math.max(1, Math.trunc(limit)));
    const query = { _tag: WAITING_TAG, _sort: 'created', _count: String(size), _total: 'accurate' };
    const marks = await ctx.store.page('Basic', new URLSearchParams(query).toString(), cursor);
    const ids = marks.items.map(markedReport);
    const found = new Map((await searchEach(ctx.store, 'DiagnosticReport', '_id', ids)).map((one) => [one.id, one]));
    const reports = ids.flatMap((id) => found.get(id) ?? []);
    const [signed, names] = await Promise.all([signedDocuments(ctx, ids), namesOf(ctx, reports)]);
    const lines = reports.map((one) =>
      lineOf(one, signed.get(`DiagnosticReport/${one.id}`), names.get(one.subject?.reference ?? '')),
    );
    return { count: marks.total ?? 0, entry: lines, ...present({ next: marks.next }) };
  },
};
