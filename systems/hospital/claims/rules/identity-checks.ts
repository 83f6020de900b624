import { ageInDays } from './claim-ages.ts';
import { isListed, linesOf } from './claim-context.ts';
import { rowsOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';
import { type Check, type ClaimView, summaryHolds } from './claim-view.ts';

const arrivalDay = (view: ClaimView): string => dayOfDigits(view.said('NGAY_VAO'));
const isEmergency = (view: ClaimView): boolean => view.said('MA_DOITUONG_KCB') === '2';
const NEWBORN_DAYS = 28;

const mayLackNumber = (view: ClaimView): boolean => isEmergency(view) || (ageInDays(view) ?? 366) <= NEWBORN_DAYS;

/**
 * The fourth digit of a personal number tells century and sex, the next two the year of birth.
 *
 * @source NĐ 137/2015/NĐ-CP Điều 13 (from memory)
 */
function isNumberOfPerson(view: ClaimView): boolean {
  const number = view.said('SO_CCCD');
  const year = view.said('NGAY_SINH').slice(0, 4);
  if (!/^\d{12}$/.test(number) || !/^\d{4}$/.test(year)) return true;
  const kind = Number(number[3]);
  const century = 19 + Math.floor(kind / 2);
  const sex = kind % 2 === 0 ? '1' : '2';
  const saysSex = view.said('GIOI_TINH');
  return `${century}${number.slice(4, 6)}` === year && (saysSex === '3' || saysSex === sex);
}

function isCommuneOfProvince(view: ClaimView): boolean {
  const province = view.said('MATINH_CU_TRU');
  const commune = view.said('MAXA_CU_TRU');
  const day = arrivalDay(view);
  if (!isListed(view.context, 'provinces', province, day)) return false;
  const lines = commune === '' ? undefined : linesOf(view.context, 'communes', commune, day);
  return lines === undefined || lines.some(({ says }) => (says?.parent ?? province) === province);
}

/** Grams of a newborn that can be true. */
export const isBirthWeight = (text: string): boolean =>
  /^\d{3,4}$/.test(text) && Number(text) >= 300 && Number(text) <= 7000;

const areBirthWeights = (view: ClaimView): boolean => {
  const weights = view.items('CAN_NANG_CON');
  return weights.every(isBirthWeight) && (weights.length > 0 || rowsOf(view.claim, 'XML9').length === 0);
};

const isSigner = (view: ClaimView): boolean => {
  const signer = view.said('MA_TTDV');
  return signer !== '' && isListed(view.context, 'signers', signer, view.day);
};

const identity: Readonly<Record<string, Check>> = {
  'X1-ID-03': summaryHolds('SO_CCCD', (view) => view.said('SO_CCCD') !== '' || mayLackNumber(view)),
  'X1-ID-04': summaryHolds('SO_CCCD', isNumberOfPerson),
  'X1-ID-10': summaryHolds('MA_QUOCTICH', (view) => {
    const country = view.said('MA_QUOCTICH');
    return /^\d{3}$/.test(country) && isListed(view.context, 'countries', country, view.day);
  }),
  'X1-ID-13': summaryHolds('MAXA_CU_TRU', isCommuneOfProvince),
  'X1-ID-14': summaryHolds(
    'MAHUYEN_CU_TRU',
    (view) => view.said('NGAY_VAO') >= '20250701' || view.said('MAHUYEN_CU_TRU') !== '',
  ),
  'X1-ID-17': summaryHolds('CAN_NANG_CON', areBirthWeights),
  'X1-ID-18': summaryHolds('NHOM_MAU', (view) => /^(?:(?:A|B|AB|O)(?:Rh)?[+-]?)?$/.test(view.said('NHOM_MAU'))),
  'X1-ID-20': summaryHolds('MA_TTDV', isSigner),
};

/** A card made for the time until the real one is printed: it is registered at the province. */
const temporaryCards = (view: ClaimView): string[] => {
  const registered = view.items('MA_DKBD');
  return view.items('MA_THE_BHYT').filter((card, at) => card.startsWith('TE') && registered[at]?.endsWith('000'));
};

const isRegistration = (facility: string, view: ClaimView): boolean =>
  /^\w{5}$/.test(facility) &&
  (facility.endsWith('000') || isListed(view.context, 'facilities', facility, arrivalDay(view)));

/**
 * The last day of a child's card: six years, or the 30th of September of the year in which it starts school.
 *
 * @source Luật BHYT (from memory)
 */
function isOfChildAge(view: ClaimView): boolean {
  const birth = view.said('NGAY_SINH').slice(0, 8);
  const arrived = view.said('NGAY_VAO').slice(0, 8);
  if (!/^\d{8}$/.test(birth) || !/^\d{8}$/.test(arrived)) return true;
  const sixth = Number(birth.slice(0, 4)) + 6;
  const ends = [`${sixth}${birth.slice(4)}`, `${sixth}0930`].toSorted().at(-1) ?? '';
  return arrived <= ends;
}

const hasChildCard = (view: ClaimView): boolean => view.items('MA_THE_BHYT').some((card) => card.startsWith('TE'));

/** Codes of the look-up with which a card may be used; others that are final forbid it; the rest are faults of the gateway. */
const usable = ['000', '001', '002', '004'];
const unusable = '003 010 050 051 052 053 060 061 070 110 120 121 122 123 124 130'.split(' ');

function agreesWithLookUp(view: ClaimView): boolean {
  const { lookUp } = view.context;
  if (lookUp === undefined || !usable.includes(lookUp.code)) return lookUp === undefined;
  const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleUpperCase('vi');
  const { name, birth, sex } = lookUp;
  return (
    (name === undefined || plain(name) === plain(view.said('HO_TEN'))) &&
    (birth === undefined || view.said('NGAY_SINH').startsWith(birth)) &&
    (sex === undefined || sex === view.said('GIOI_TINH'))
  );
}

const cards: Readonly<Record<string, Check>> = {
  'CARD-03': summaryHolds('MA_THE_BHYT', (view) =>
    temporaryCards(view).every((card) => /^TE1\d{12}$/.test(card) && card.slice(3, 5) === view.said('MATINH_CU_TRU')),
  ),
  'CARD-05': summaryHolds('MA_DKBD', (view) => view.items('MA_DKBD').every((one) => isRegistration(one, view))),
  'CARD-11': summaryHolds('NGAY_SINH', (view) => !hasChildCard(view) || isOfChildAge(view)),
  'CARD-12': summaryHolds('MA_THE_BHYT', agreesWithLookUp),
  'CARD-13': summaryHolds('MA_THE_BHYT', (view) => !unusable.includes(view.context.lookUp?.code ?? '')),
};

/**
 * Who the patient is and whether the card may be used, as far as lists and look-ups of the site tell.
 *
 * @source QĐ 3176/QĐ-BYT XML1 (secondary); look-up codes: annex of công văn 1923 (2024) (verified); public validators (secondary)
 */
export const identityChecks: Readonly<Record<string, Check>> = { ...identity, ...cards };
