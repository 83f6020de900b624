import { codeSystems, extensions, identifierSystems, logicalOrganization, VN_ZONE } from '@lienmach/core';
import type { Coverage, Extension, Reference } from 'fhir/r4';
import { type ClaimRow, textOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';
import type { ImportedResources, ImportWorld } from './import-world.ts';

const dayOf = (digits: string): string => (digits === '' ? '' : dayOfDigits(digits));

/** NGAY_MIEN_CCT as FHIR has it: a day, or a moment. */
const momentOf = (digits: string): string =>
  digits.length === 12
    ? `${dayOfDigits(digits)}T${digits.slice(8, 10)}:${digits.slice(10)}:00${VN_ZONE}`
    : dayOfDigits(digits);

/** What the first card says besides: exemption, five years, zone; the tables tell each of them once. */
function firstCardExtensions(row: ClaimRow): Extension[] {
  const exempt = textOf(row, 'NGAY_MIEN_CCT');
  const five = textOf(row, 'NAM_NAM_LIEN_TUC');
  const zone = textOf(row, 'MA_KHUVUC');
  return [
    ...(five === '' ? [] : [{ url: extensions.fiveYearsFrom, valueDate: dayOfDigits(five) }]),
    ...(exempt === '' ? [] : [{ url: extensions.copayExemptFrom, valueDateTime: momentOf(exempt) }]),
    ...(zone === '' ? [] : [{ url: extensions.livingZone, valueCode: zone }]),
  ];
}

/** A card that runs for the visit and is registered at province + 000 is a temporary one: it has no period of its own. */
const isTemporaryCard = (row: ClaimRow, { registeredAt, from, to }: ListedCard): boolean =>
  registeredAt === `${textOf(row, 'MATINH_CU_TRU')}000` &&
  from === textOf(row, 'NGAY_VAO').slice(0, 8) &&
  to === textOf(row, 'NGAY_RA').slice(0, 8);

interface ListedCard {
  readonly number: string;
  readonly registeredAt: string;
  readonly from: string;
  readonly to: string;
}

/** The four lists are parallel: one item for each card. */
function listedCards(row: ClaimRow): ListedCard[] {
  const [numbers = [], registered = [], starts = [], ends = []] = [
    'MA_THE_BHYT',
    'MA_DKBD',
    'GT_THE_TU',
    'GT_THE_DEN',
  ].map((name) => textOf(row, name).split(';'));
  return numbers
    .map((number, at) => ({
      number,
      registeredAt: registered[at] ?? '',
      from: starts[at] ?? '',
      to: ends[at] ?? '',
    }))
    .filter(({ number }) => number !== '');
}

function periodOf({ from, to }: ListedCard): Pick<Coverage, 'period'> {
  const period = { ...(from === '' ? {} : { start: dayOf(from) }), ...(to === '' ? {} : { end: dayOf(to) }) };
  return Object.keys(period).length === 0 ? {} : { period };
}

const registration = ({ registeredAt }: ListedCard): Extension[] =>
  registeredAt === ''
    ? []
    : [
        {
          url: extensions.primaryCareFacility,
          valueReference: logicalOrganization(identifierSystems.facility, registeredAt),
        },
      ];

/**
 * The cards of a claim in their order.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), MA_THE_BHYT, MA_DKBD, GT_THE_TU, GT_THE_DEN (secondary)
 */
export const importedCards = (row: ClaimRow, beneficiary: Reference): Coverage[] =>
  listedCards(row).map((card, at): Coverage => {
    const isTemporary = isTemporaryCard(row, card);
    return {
      resourceType: 'Coverage',
      status: 'active',
      identifier: [{ system: identifierSystems.insuranceCard, value: card.number }],
      subscriberId: card.number,
      beneficiary,
      payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
      ...(isTemporary ? {} : periodOf(card)),
      extension: [
        {
          url: extensions.cardType,
          valueCodeableConcept: { coding: [{ system: codeSystems.cardType, code: card.number.slice(0, 2) }] },
        },
        ...(isTemporary ? [] : registration(card)),
        ...(at === 0 ? firstCardExtensions(row) : []),
        ...(isTemporary ? [{ url: extensions.temporaryCard, valueBoolean: true }] : []),
      ],
    };
  });

/** What the benefit and the claim read of a card; who wrote it, and when, does not make another card. */
const saidBy = ({ subscriberId, identifier, period, extension }: Coverage): string =>
  JSON.stringify([
    subscriberId ?? identifier?.find(({ system }) => system === identifierSystems.insuranceCard)?.value,
    period?.start ?? '',
    period?.end ?? '',
    (extension ?? [])
      .filter(({ url }) => url !== extensions.cardType)
      .map((one) => JSON.stringify(one))
      .toSorted(),
  ]);

/**
 * Puts the cards into the account of the visit; one that the record has word for word is used again, no other is touched.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), MA_THE_BHYT: cards of one visit (secondary); places in FHIR: our own
 */
export function addCards(row: ClaimRow, world: ImportWorld, resources: ImportedResources): Reference {
  const cards = importedCards(row, world.subject).map((card) => {
    const known = world.coverages.find((one) => one.status === 'active' && saidBy(one) === saidBy(card));
    return known === undefined ? resources.add(card) : { reference: `Coverage/${known.id}` };
  });
  return resources.add({
    resourceType: 'Account',
    status: 'active',
    subject: [world.subject],
    coverage: cards.map((coverage, at) => ({ coverage, priority: at + 1 })),
  });
}
