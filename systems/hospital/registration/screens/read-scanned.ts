import { type RecordClient, type Scan, valueIn } from '@lienmach/ui';
import type { Parameters } from 'fhir/r4';
import {
  emptyDraft,
  type FieldName,
  fieldsOf,
  fieldsOfCard,
  fill,
  identifiedOf,
  personInput,
  type ReceptionDraft,
  withoutAttempt,
} from './reception-draft.ts';

/** The cards of one person: another identity card is another person. */
function withScan(draft: ReceptionDraft, { kind, text }: Scan): ReceptionDraft {
  if (kind === 'insurance-card') return { ...draft, insuranceScan: text };
  const isOther = draft.existing !== undefined || (draft.identityScan ?? text) !== text;
  return { ...(isOther ? emptyDraft : draft), identityScan: text };
}

/** of a known record only what the card does not say */
function withoutEmpty(known: ReturnType<typeof fieldsOf>, { fields }: ReceptionDraft): ReturnType<typeof fieldsOf> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => fields[name as FieldName] === ''));
}

function registration(card: Parameters | undefined): Pick<ReceptionDraft, 'registeredAt' | 'fiveYearsFrom'> {
  const at = card && valueIn<string>(card, 'registeredAt');
  const from = card && valueIn<string>(card, 'fiveYearsFrom');
  return { ...(at === undefined ? {} : { registeredAt: at }), ...(from === undefined ? {} : { fiveYearsFrom: from }) };
}

/** What the cards say, and what the record of a person who is certain says beyond them. */
export async function readScanned(
  operation: RecordClient['operation'],
  before: ReceptionDraft,
  scan: Scan,
): Promise<ReceptionDraft> {
  const draft = withoutAttempt(withScan(before, scan));
  const answer = await operation<Parameters>('$identify', 'Patient', personInput(draft));
  const { draft: person, card, candidates } = identifiedOf(answer);
  const sure = candidates.filter(({ grade }) => grade === 'certain');
  const known = sure.length === 1 ? sure[0]?.patient : undefined;
  const read = fill(fill(draft, fieldsOf(person)), fieldsOfCard(card));
  if (known?.id === undefined) return { ...read, ...registration(card) };
  return { ...fill(read, withoutEmpty(fieldsOf(known), read)), existing: known.id, ...registration(card) };
}
