import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type VisitForPaper, visitObstacles } from './can-certify-sick-leave.ts';

export interface ReferralInput {
  /** five-character code of the facility that receives */
  readonly to?: string;
  readonly toName?: string;
  /** MA_LYDO_CT */
  readonly reason?: string;
  readonly signs?: string;
  readonly course?: string;
  readonly condition?: string;
  readonly plan?: string;
  readonly transport?: string;
  readonly escort?: string;
  readonly escortTitle?: string;
}

/**
 * Why somebody is referred.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), table 13, MA_LYDO_CT 1 to 3 (secondary; words of 1 and 2 from memory)
 */
export const referralReasons: ReadonlyMap<string, string> = new Map([
  ['1', 'Đủ điều kiện chuyển, theo yêu cầu chuyên môn'],
  ['2', 'Vượt khả năng chuyên môn hoặc cấp cứu'],
  ['3', 'Theo yêu cầu của người bệnh hoặc người đại diện'],
]);

const wanted = [
  ['toName', 'tên nơi chuyển đến'],
  ['signs', 'dấu hiệu lâm sàng'],
  ['course', 'quá trình bệnh lý'],
  ['condition', 'tình trạng lúc chuyển'],
  ['plan', 'hướng điều trị tiếp'],
  ['transport', 'phương tiện vận chuyển'],
] as const;

/**
 * Everything that stands against a referral, at once.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), table 13: mandatory clinical content (secondary)
 */
export function canRefer(visit: VisitForPaper, input: ReferralInput, ownFacility: string): OperationOutcomeIssue[] {
  const issues = visitObstacles(visit);
  const { to = '', reason = '' } = input;
  if (!/^\d{2}[0-9A-Z]{3}$/.test(to) || to === ownFacility) issues.push(errors.badFacility.issue({ at: 'to' }));
  if (!referralReasons.has(reason)) issues.push(errors.unknownReason.issue({ at: 'reason', code: reason }));
  for (const [field, what] of wanted)
    if ((input[field] ?? '').trim() === '') issues.push(errors.textMissing.issue({ at: field, field, what }));
  return issues;
}
