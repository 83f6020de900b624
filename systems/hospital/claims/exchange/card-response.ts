import { codeSystems, extensions, moneyOf, parseXu, toVnDay, toVnIso } from '@lienmach/core';
import type {
  CoverageEligibilityRequest,
  CoverageEligibilityResponse,
  CoverageEligibilityResponseInsurance,
  Extension,
} from 'fhir/r4';
import { cardResultOn } from '../catalogs/card-results.ts';
import type { CardAnswer, CopayAnswer } from './gateway-card.ts';

/** @param raw  reference of the answer as it came */
interface Kept {
  readonly raw: string;
  readonly at: Date;
}

const texts = (parts: Readonly<Record<string, string>>): Extension[] =>
  Object.entries(parts).flatMap(([url, valueString]) => (valueString === '' ? [] : [{ url, valueString }]));

const frameOf = (
  question: CoverageEligibilityRequest,
  at: Date,
): Omit<CoverageEligibilityResponse, 'outcome' | 'insurance'> => ({
  resourceType: 'CoverageEligibilityResponse',
  status: 'active',
  purpose: question.purpose,
  patient: question.patient,
  created: toVnIso(at),
  request: { reference: `CoverageEligibilityRequest/${question.id}` },
  insurer: question.insurer,
});

const coverageOf = ({ insurance = [] }: CoverageEligibilityRequest): CoverageEligibilityResponseInsurance[] =>
  insurance.map(({ coverage }) => ({ coverage }));

/**
 * A gateway that could not be asked: kept too, as proof that it was tried.
 *
 * @param why  for the person
 * @param isOver  it is not tried any more
 */
export const noAnswerResponse = (
  question: CoverageEligibilityRequest,
  { why, at, isOver }: { readonly why: string; readonly at: Date; readonly isOver: boolean },
): CoverageEligibilityResponse => ({
  ...frameOf(question, at),
  outcome: 'error',
  disposition: why,
  insurance: coverageOf(question),
  ...(isOver ? { error: [{ code: { text: 'Đã thôi hỏi cổng' } }] } : {}),
});

/** What the look-up said of a card, with the answer as it came. */
export function cardResponse(
  question: CoverageEligibilityRequest,
  answer: CardAnswer,
  { raw, at }: Kept,
): CoverageEligibilityResponse {
  const { code, remark, name, birth, sex, validFrom, validTo, fiveYearsFrom, newNumber } = answer;
  const { use, vi } = cardResultOn(code, toVnDay(at));
  const period = { ...(validFrom === '' ? {} : { start: validFrom }), ...(validTo === '' ? {} : { end: validTo }) };
  const isUsable = use === 'usable' || use === 'usable-after-check';
  return {
    ...frameOf(question, at),
    extension: [
      {
        url: extensions.cardLookUp,
        extension: texts({ code, name, birth, sex, 'five-years-from': fiveYearsFrom, 'new-number': newNumber }),
      },
      { url: extensions.rawAnswer, valueReference: { reference: raw } },
    ],
    outcome: use === 'unknown' ? 'error' : 'complete',
    disposition: remark === '' || remark === vi ? vi : `${vi} (${remark})`,
    insurance: coverageOf(question).map((one) => ({
      ...one,
      ...(use === 'unknown' ? {} : { inforce: isUsable }),
      ...(Object.keys(period).length === 0 ? {} : { benefitPeriod: period }),
    })),
    ...(isUsable ? {} : { error: [{ code: { coding: [{ system: codeSystems.cardResult, code }], text: vi } }] }),
  };
}

/** What the look-up said of co-payments of the year, with the answer as it came. */
export function copayResponse(
  question: CoverageEligibilityRequest,
  answer: CopayAnswer,
  { raw, at }: Kept,
): CoverageEligibilityResponse {
  const { code, remark, accumulated } = answer;
  const isTold = code === '200' && accumulated !== undefined;
  const item = isTold
    ? [
        {
          category: { text: 'Cùng chi trả lũy kế trong năm' },
          benefit: [{ type: { text: 'Lũy kế' }, usedMoney: moneyOf(parseXu(accumulated)) }],
        },
      ]
    : [];
  return {
    ...frameOf(question, at),
    extension: [{ url: extensions.rawAnswer, valueReference: { reference: raw } }],
    outcome: code === '200' || code === '204' ? 'complete' : 'error',
    disposition: remark === '' ? `Kết quả tra cứu ${code}` : remark,
    insurance: coverageOf(question).map((one) => (item.length === 0 ? one : { ...one, item })),
  };
}
