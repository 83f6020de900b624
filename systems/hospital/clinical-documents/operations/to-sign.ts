import { codeSystems, nameText, present, toVnDay } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { DiagnosticReport, DocumentReference, Reference } from 'fhir/r4';
import { type SigningState, signingState } from '../rules/signing-state.ts';

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
  readonly since: string;
  /** there are more than were looked at */
  readonly isCut: boolean;
  readonly entry: readonly ReportToSign[];
}

/** one page of what was released, the newest first */
const MOST = 200;
const DAY = 86_400_000;
/** days back: a weekend and a holiday */
const USUAL_DAYS = 4;

async function signedDocuments(
  ctx: Context,
  reports: readonly DiagnosticReport[],
): Promise<ReadonlyMap<string, DocumentReference>> {
  if (reports.length === 0) return new Map();
  const related = reports.map(({ id }) => `DiagnosticReport/${id}`).join(',');
  const query = new URLSearchParams({
    related,
    status: 'current',
    _tag: `${codeSystems.documentSignature}|signed`,
  });
  const all = await ctx.store.search('DocumentReference', query.toString());
  return new Map(all.flatMap((one) => (one.context?.related ?? []).map(({ reference = '' }) => [reference, one])));
}

async function namesOf(ctx: Context, reports: readonly DiagnosticReport[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(reports.flatMap(({ subject }) => subject?.reference?.split('/')[1] ?? []));
  if (ids.size === 0) return new Map();
  const people = await ctx.store.search('Patient', new URLSearchParams({ _id: [...ids].join(',') }).toString());
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

/** GET DiagnosticReport/$to-sign: what was released in the last days and nobody has signed, or was amended after it was. */
export const toSign: Operation<{ days?: number }, ToSign> = {
  definition: {
    code: 'to-sign',
    title: { vi: 'Phiếu đã duyệt chờ ký', en: 'Released reports that wait to be signed' },
    resource: ['DiagnosticReport'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'days', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'since', use: 'out', min: 1, max: '1', type: 'date' },
      { name: 'isCut', use: 'out', min: 1, max: '1', type: 'boolean' },
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
    ],
    allow: ['lab-doctor'],
  },
  async run(ctx, _id, { days = USUAL_DAYS }) {
    const back = Math.min(31, Math.max(0, Math.trunc(days)));
    const since = toVnDay(new Date(ctx.now().getTime() - back * DAY));
    const query = new URLSearchParams({
      _tag: `${codeSystems.labBench}|released`,
      status: 'final,amended,corrected',
      issued: `ge${since}`,
      _sort: '-issued',
      _count: String(MOST),
    });
    const { items, next } = await ctx.store.page('DiagnosticReport', query.toString());
    const [signed, names] = await Promise.all([signedDocuments(ctx, items), namesOf(ctx, items)]);
    const lines = items.map((one) =>
      lineOf(one, signed.get(`DiagnosticReport/${one.id}`), names.get(one.subject?.reference ?? '')),
    );
    return { since, isCut: next !== undefined, entry: lines.filter(({ state }) => state !== 'signed') };
  },
};
