/** What is remarkable about the way a specimen was fixed. */
export type FixationRemark = 'unknown' | 'late' | 'short' | 'long';

const HOUR = 3_600_000;
/** tissue lay unfixed for longer */
const COLD = 1;
const SHORTEST = 6;
const LONGEST = 72;

/**
 * Does the fixation endanger what is read later, receptors above all?
 *
 * @param times  ISO instants: taken out, into the fixative, out of it (grossed)
 * @source ASCO/CAP guideline on oestrogen and progesterone receptor testing in breast cancer (2020): fixative within 1 hour, 6 to 72 hours in neutral buffered formalin (from memory)
 */
export function fixationRemarks(times: {
  readonly collectedAt: string | undefined;
  readonly fixedAt: string | undefined;
  readonly grossedAt: string | undefined;
}): FixationRemark[] {
  const { collectedAt, fixedAt, grossedAt } = times;
  if (fixedAt === undefined) return ['unknown'];
  const hours = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / HOUR;
  const remarks: FixationRemark[] = [];
  if (collectedAt !== undefined && hours(collectedAt, fixedAt) > COLD) remarks.push('late');
  if (grossedAt === undefined) return remarks;
  const fixed = hours(fixedAt, grossedAt);
  if (fixed < SHORTEST) remarks.push('short');
  if (fixed > LONGEST) remarks.push('long');
  return remarks;
}
