import { insuredGroups } from '@lienmach/benefit';
import { daysBetweenDigits, isBornBy } from './claim-moments.ts';
import { thousandths } from './claim-numbers.ts';
import { type Check, type ClaimView, summaryHolds } from './claim-view.ts';

/** Groups whose cards may lack an end date. */
const openEnded = new Set(['QN', 'HC', 'LS', 'XK', 'CY', 'CA']);
const EMERGENCY = '2';
const NOT_INSURED = '9';

interface CardItem {
  readonly number: string;
  readonly from: string;
  readonly to: string;
}

const cardsOf = (view: ClaimView): CardItem[] => {
  const from = view.items('GT_THE_TU');
  const to = view.items('GT_THE_DEN');
  return view.items('MA_THE_BHYT').map((number, at) => ({ number, from: from[at] ?? '', to: to[at] ?? '' }));
};

const arrivalDay = (view: ClaimView): string => view.said('NGAY_VAO').slice(0, 8);
const hasCards = (view: ClaimView): boolean => view.said('MA_THE_BHYT') !== '';

function areParallel(view: ClaimView): boolean {
  const cards = view.items('MA_THE_BHYT');
  const ends = view.items('GT_THE_DEN');
  const mayLackEnd = ends.length === 0 && cards.every((card) => openEnded.has(card.slice(0, 2)));
  return (
    view.items('MA_DKBD').length === cards.length &&
    view.items('GT_THE_TU').length === cards.length &&
    (ends.length === cards.length || mayLackEnd)
  );
}

const isCard = (card: string): boolean => /^[A-Z]{2}[1-5]\d{12}$/.test(card) && insuredGroups.has(card.slice(0, 2));

const isWeight = (text: string): boolean => {
  if (!/^\d{1,3}\.\d{2}$/.test(text)) return false;
  const weight = thousandths(text) ?? 0n;
  return weight > 0n && weight <= 200_000n;
};

function hasBirthTimeWhenNewborn(view: ClaimView): boolean {
  const birth = view.said('NGAY_SINH');
  const age = daysBetweenDigits(birth, view.said('NGAY_VAO'));
  return age === undefined || age < 0 || age > 28 || birth.slice(8) !== '0000';
}

/** An empty weight is a missing field (STR-03), not a malformed one. */
const identity: Readonly<Record<string, Check>> = {
  'X1-ID-01': summaryHolds('HO_TEN', (view) => /^[^\d@#$%^&*()_+=<>]+$/.test(view.said('HO_TEN'))),
  'X1-ID-05': summaryHolds('NGAY_SINH', (view) => /^\d{12}$/.test(view.said('NGAY_SINH'))),
  'X1-ID-06': summaryHolds('NGAY_SINH', (view) => isBornBy(view.said('NGAY_SINH'), view.said('NGAY_VAO'))),
  'X1-ID-07': summaryHolds('NGAY_SINH', hasBirthTimeWhenNewborn),
  'X1-ID-09': summaryHolds('GIOI_TINH', (view) => ['1', '2', '3'].includes(view.said('GIOI_TINH'))),
  'X1-ID-16': summaryHolds('CAN_NANG', (view) => isWeight(view.said('CAN_NANG'))),
  'X1-ID-19': summaryHolds('MA_HSBA', (view) => view.said('MA_HSBA') !== ''),
};

const cards: Readonly<Record<string, Check>> = {
  'CARD-01': summaryHolds('MA_THE_BHYT', areParallel),
  'CARD-02': summaryHolds('MA_THE_BHYT', (view) => view.items('MA_THE_BHYT').every(isCard)),
  'CARD-04': summaryHolds(
    'MA_DOITUONG_KCB',
    (view) => (view.said('MA_DOITUONG_KCB') === NOT_INSURED) !== hasCards(view),
  ),
  'CARD-06': summaryHolds('GT_THE_TU', (view) => cardsOf(view).every(({ from, to }) => inOrderDays(from, to))),
  'CARD-07': summaryHolds(
    'GT_THE_TU',
    (view) => !hasCards(view) || cardsOf(view).some(({ from }) => inOrderDays(from, arrivalDay(view))),
  ),
  'CARD-08': summaryHolds('GT_THE_DEN', (view) => {
    const left = view.said('NGAY_RA').slice(0, 8);
    return !hasCards(view) || cardsOf(view).some(({ to }) => inOrderDays(left, to));
  }),
  'CARD-09': summaryHolds('GT_THE_DEN', (view) => {
    if (!hasCards(view) || view.said('MA_DOITUONG_KCB') === EMERGENCY) return true;
    const day = arrivalDay(view);
    return cardsOf(view).some(({ from, to }) => inOrderDays(from, day) && inOrderDays(day, to));
  }),
  'CARD-10': summaryHolds('GT_THE_TU', (view) =>
    cardsOf(view).every(
      ({ from }) => isBornBy(`${view.said('NGAY_SINH').slice(0, 8)}0000`, `${from}0000`) || from === '',
    ),
  ),
  'CARD-15': summaryHolds('NGAY_MIEN_CCT', (view) => /^(\d{8}|\d{12})?$/.test(view.said('NGAY_MIEN_CCT'))),
  'CARD-16': summaryHolds('MA_KHUVUC', (view) => /^(K[123])?$/.test(view.said('MA_KHUVUC'))),
};

function inOrderDays(first: string, second: string): boolean {
  return first === '' || second === '' || first <= second;
}

/**
 * Who the patient is and what the cards say.
 *
 * @source công văn 1245/BHXH-CNTT (03/05/2024); QĐ 3176/QĐ-BYT XML1; checks used by public validators (secondary)
 */
export const personChecks: Readonly<Record<string, Check>> = { ...identity, ...cards };
