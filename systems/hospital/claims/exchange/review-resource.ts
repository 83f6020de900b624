import { codeSystems, extensions, identifierSystems, moneyOf, parseXu, sumXu, toVnIso, xuText } from '@lienmach/core';
import type { Claim, ClaimResponse, ClaimResponseItem, Extension, Reference, Task } from 'fhir/r4';
import type { RejectedLine, ReviewedClaim } from '../rules/review-line.ts';
import { INSURER } from './gateway-receipt.ts';

const reasonOf = ({ reasonCode, reason }: RejectedLine) => ({
  ...(reasonCode === '' ? {} : { coding: [{ system: codeSystems.reviewReason, code: reasonCode }] }),
  text: reason === '' ? reasonCode || 'Không nêu lý do' : reason,
});

const placeOf = ({ table, line, code }: RejectedLine): Extension => ({
  url: extensions.reviewedLine,
  valueString: [table, line > 0 ? `[${line}]` : '', code === '' ? '' : ` ${code}`].join('').trim() || 'XML1',
});

/** Line of the Claim with the code that the review names; the first when it names none that is there. */
function sequenceOf({ item = [] }: Claim, { code }: RejectedLine): number {
  const found = item.find(({ productOrService }) => productOrService.coding?.some((one) => one.code === code));
  return (found ?? item[0])?.sequence ?? 1;
}

const itemOf = (claim: Claim, line: RejectedLine): ClaimResponseItem => ({
  extension: [placeOf(line)],
  itemSequence: sequenceOf(claim, line),
  adjudication: [
    { category: { text: 'Từ chối thanh toán' }, reason: reasonOf(line), amount: moneyOf(parseXu(line.amount)) },
  ],
});

/** @param digest  of what was decided: told twice, it is kept once */
export const reviewKey = (claimId: string, digest: string) => ({
  system: identifierSystems.claimReview,
  value: `${claimId}.${digest}`,
});

/** Everything that is not paid of a claim. */
export const rejectedOf = ({ lines }: ReviewedClaim) => sumXu(lines.map(({ amount }) => parseXu(amount)));

/** What the insurer decided about one claim. */
export function reviewResource(
  claim: Claim,
  review: ReviewedClaim,
  { key, at }: { key: ReturnType<typeof reviewKey>; at: Date },
): ClaimResponse {
  const rejected = rejectedOf(review);
  return {
    resourceType: 'ClaimResponse',
    identifier: [key],
    extension: [{ url: extensions.rejectedAmount, valueMoney: moneyOf(rejected) }],
    status: 'active',
    type: claim.type,
    use: 'claim',
    patient: claim.patient,
    created: toVnIso(at),
    insurer: INSURER,
    request: { reference: `Claim/${claim.id}` },
    outcome: 'complete',
    disposition:
      review.lines.length === 0
        ? 'Giám định xong, không từ chối dòng nào'
        : `Giám định xong, từ chối ${review.lines.length} dòng, ${xuText(rejected)} đ`,
    ...(review.lines.length === 0 ? {} : { item: review.lines.map((line) => itemOf(claim, line)) }),
  };
}

/** One rejected line is work for somebody: explain it, mend it, or let it go. */
export function rejectionTask(
  claim: Claim,
  line: RejectedLine,
  { digest, number, response, at }: { digest: string; number: number; response: Reference; at: Date },
): Task {
  const claimId = claim.identifier?.find(({ system }) => system === identifierSystems.claimId)?.value ?? '';
  return {
    resourceType: 'Task',
    identifier: [{ system: identifierSystems.task, value: `tu-choi-bhyt-${claim.id}-${digest}-${number}` }],
    extension: [placeOf(line), { url: extensions.rejectedAmount, valueMoney: moneyOf(parseXu(line.amount)) }],
    status: 'requested',
    businessStatus: { text: 'Chờ giải trình' },
    intent: 'order',
    code: { coding: [{ system: codeSystems.taskKind, code: 'claim-rejection' }], text: 'Dòng BHYT bị từ chối' },
    description: `Hồ sơ ${claimId}: ${reasonOf(line).text}`,
    focus: { reference: `Claim/${claim.id}` },
    for: claim.patient,
    authoredOn: toVnIso(at),
    reasonCode: reasonOf(line),
    reasonReference: response,
  };
}
