/** @source none: how our own question about a card looks */
import { extensionOf, extensions, identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Coverage, CoverageEligibilityRequest, CoverageEligibilityResponse } from 'fhir/r4';
import { type CardUse, cardResultOn } from '../catalogs/card-results.ts';

/** `validation`: may the card be used; `benefits`: what was co-paid this year. */
export type CardPurpose = 'validation' | 'benefits';

const INSURER = { display: 'Bảo hiểm xã hội Việt Nam' };

/** One question for each card, purpose and day; asked again by a person, one for each minute. */
export const questionKey = (coverage: string, purpose: CardPurpose, at: Date, isAgain: boolean) => ({
  system: identifierSystems.cardQuestion,
  value: `${coverage}.${purpose}.${isAgain ? toVnIso(at).slice(0, 16) : toVnDay(at)}`,
});

/** The question as it waits for its answer. */
export const cardQuestion = (
  coverage: Coverage,
  purpose: CardPurpose,
  at: Date,
  isAgain = false,
): CoverageEligibilityRequest => ({
  resourceType: 'CoverageEligibilityRequest',
  identifier: [questionKey(coverage.id ?? '', purpose, at, isAgain)],
  status: 'active',
  purpose: [purpose],
  patient: coverage.beneficiary,
  created: toVnIso(at),
  insurer: INSURER,
  insurance: [{ focal: true, coverage: { reference: `Coverage/${coverage.id}` } }],
});

/** What is known of a card, as a desk shows it. */
export interface CardStanding {
  /** `unverified`: nobody could say; the patient is received all the same */
  readonly state: CardUse | 'unverified';
  readonly text: string;
  readonly advice: string;
  readonly code?: string;
  /** when the gateway said so */
  readonly at?: string;
}

const unverified: CardStanding = {
  state: 'unverified',
  text: 'Chưa xác minh',
  advice: 'Vẫn tiếp nhận; hệ thống tự tra lại khi cổng trả lời.',
};

const ASK_AGAIN = 'Vẫn tiếp nhận; bấm tra lại để hỏi cổng lần nữa.';

export const isAbout = (response: CoverageEligibilityResponse, coverage: string, purpose: CardPurpose): boolean =>
  response.status === 'active' &&
  response.purpose.includes(purpose) &&
  (response.insurance?.some((one) => one.coverage.reference === `Coverage/${coverage}`) ?? false);

/** Nothing more comes by itself: the gateway has answered, clearly or not, or was given up. */
export const endsAsking = ({ extension = [], error = [] }: CoverageEligibilityResponse): boolean =>
  extension.length > 0 || error.length > 0;

/** Is the answer to this question still to come? @param answers  about the same card */
export const isAsked = ({ id }: CoverageEligibilityRequest, answers: readonly CoverageEligibilityResponse[]): boolean =>
  !answers.some((one) => one.request.reference === `CoverageEligibilityRequest/${id}` && endsAsking(one));

/** What can be done after the last answer, which was not clear. */
function adviceAfter(last: CoverageEligibilityResponse): string {
  if (!endsAsking(last)) return unverified.advice;
  const code = lookUpCode(last);
  return code === undefined ? ASK_AGAIN : cardResultOn(code, last.created.slice(0, 10)).advice;
}

/** The last clear answer decides; without one the card is not verified. @param responses  newest first */
export function cardStanding(responses: readonly CoverageEligibilityResponse[]): CardStanding {
  for (const response of responses) {
    const code = lookUpCode(response);
    if (code === undefined || response.outcome === 'error') continue;
    const { use, vi, advice } = cardResultOn(code, response.created.slice(0, 10));
    return { state: use === 'unknown' ? 'unverified' : use, text: vi, advice, code, at: response.created };
  }
  const [last] = responses;
  return last?.disposition === undefined
    ? unverified
    : { ...unverified, text: `Chưa xác minh: ${last.disposition}`, advice: adviceAfter(last) };
}

const partOf = (response: CoverageEligibilityResponse, name: string): string | undefined =>
  extensionOf(response, extensions.cardLookUp)?.extension?.find(({ url }) => url === name)?.valueString;

/** maKetQua of a kept answer. */
export const lookUpCode = (response: CoverageEligibilityResponse): string | undefined => partOf(response, 'code');

/** What a kept answer says of the person, for the rules of the claim. */
export const lookUpOf = (response: CoverageEligibilityResponse) => {
  const code = lookUpCode(response);
  if (code === undefined) return undefined;
  const [name, birth, sex] = ['name', 'birth', 'sex'].map((part) => partOf(response, part));
  return {
    code,
    ...(name === undefined ? {} : { name }),
    ...(birth === undefined ? {} : { birth }),
    ...(sex === undefined ? {} : { sex }),
  };
};
