import type { MedicationRequest } from 'fhir/r4';

/** One drug over a stretch of time: prescriptions that follow each other are one bar. */
export interface MedicineBar {
  readonly key: string;
  readonly name: string;
  readonly dose: string;
  readonly from: string;
  /** last day that the prescriptions reach */
  readonly to: string;
  readonly isActive: boolean;
  /** why it was stopped */
  readonly reason?: string;
  readonly prescriber: string;
  readonly prescriptions: number;
}

/** a patient who comes some days late did not stop the drug */
const LATE_DAYS = 30;
const DAY = 86_400_000;
const UNKNOWN_DAYS = 30;

const counted: ReadonlySet<MedicationRequest['status']> = new Set(['active', 'completed', 'stopped', 'on-hold']);

const nameOf = ({ medicationCodeableConcept: drug, medicationReference }: MedicationRequest): string =>
  drug?.text ?? drug?.coding?.[0]?.display ?? drug?.coding?.[0]?.code ?? medicationReference?.display ?? '';

function endOf({ authoredOn = '', dispenseRequest }: MedicationRequest): number {
  const { value = UNKNOWN_DAYS, code, unit } = dispenseRequest?.expectedSupplyDuration ?? {};
  const days = code === 'wk' || unit === 'tuần' ? value * 7 : value;
  return Date.parse(authoredOn) + days * DAY;
}

function barOf(run: readonly MedicationRequest[], now: Date): MedicineBar | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (first?.authoredOn === undefined || last === undefined) return undefined;
  const end = endOf(last);
  const reason = last.statusReason?.text ?? last.statusReason?.coding?.[0]?.display;
  return {
    key: `MedicationRequest/${last.id}`,
    name: nameOf(last),
    dose: last.dosageInstruction?.map(({ text }) => text ?? '').join('; ') ?? '',
    from: first.authoredOn,
    to: new Date(end).toISOString(),
    isActive: last.status === 'active' && end + LATE_DAYS * DAY > now.getTime(),
    ...(last.status === 'stopped' && reason !== undefined ? { reason } : {}),
    prescriber: last.requester?.display ?? '',
    prescriptions: run.length,
  };
}

/**
 * Prescriptions as bars: the same drug prescribed again before the last supply is used up, or not more than a month after,
 * is one bar; drafts, cancelled ones and mistakes are no bars. Active ones first, then the newest end.
 *
 * @source none: how a list of prescriptions is drawn; FHIR R4 MedicationRequest.status (verified), a month of tolerance is ours
 */
export function medicineBars(requests: readonly MedicationRequest[], now: Date): MedicineBar[] {
  const dated = requests
    .filter((one) => counted.has(one.status) && one.authoredOn !== undefined)
    .toSorted((a, b) => (a.authoredOn ?? '').localeCompare(b.authoredOn ?? ''));
  const runs: MedicationRequest[][] = [];
  const open = new Map<string, MedicationRequest[]>();
  for (const request of dated) {
    const run = open.get(nameOf(request));
    const last = run?.at(-1);
    const follows = last !== undefined && Date.parse(request.authoredOn ?? '') <= endOf(last) + LATE_DAYS * DAY;
    if (run !== undefined && follows && last.status !== 'stopped') run.push(request);
    else {
      const begun = [request];
      open.set(nameOf(request), begun);
      runs.push(begun);
    }
  }
  return runs
    .flatMap((run) => barOf(run, now) ?? [])
    .toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || b.to.localeCompare(a.to));
}

/**
 * Bars in as few rows as possible, no two over each other: the oldest first, each in the first row where it fits.
 *
 * @source none: drawing only
 */
export function packBars(bars: readonly MedicineBar[]): MedicineBar[][] {
  const rows: MedicineBar[][] = [];
  for (const bar of bars.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const start = Date.parse(bar.from);
    const row = rows.find((one) => Date.parse(one.at(-1)?.to ?? '') <= start);
    if (row === undefined) rows.push([bar]);
    else row.push(bar);
  }
  return rows;
}
