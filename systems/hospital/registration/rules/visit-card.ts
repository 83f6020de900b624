import {
  type InsuranceNumber,
  parseFacilityCode,
  parseInsuranceNumber,
  parseVnDate,
  present,
  readScan,
} from '@lienmach/core';
import { errors } from '../errors.ts';

/** A card as it was handed over the counter: scanned, typed, or both. Dates are FHIR dates. */
export interface VisitCard {
  readonly number: InsuranceNumber;
  readonly name?: string;
  readonly birthDate?: string;
  readonly validFrom?: string;
  /** absent: open */
  readonly validTo?: string;
  readonly registeredAt?: string;
  readonly fiveYearsFrom?: string;
  readonly zone?: string;
  readonly copayExemptFrom?: string;
  /** decimal đồng */
  readonly copayThisYear?: string;
  readonly temporary: boolean;
}

/** What `$open-visit` takes for one card. */
export interface CardInput {
  readonly scan?: string;
  readonly number?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly registeredAt?: string;
  readonly fiveYearsFrom?: string;
  readonly zone?: string;
  readonly copayExemptFrom?: string;
  readonly copayThisYear?: string;
  readonly temporary?: boolean;
}

type Scanned = Pick<VisitCard, 'number'> & Partial<Omit<VisitCard, 'number'>>;

function scannedCard(scan: string): Scanned {
  const read = readScan(scan, 'card.scan');
  if (read.kind === 'insurance-number') return { number: read.number };
  if (read.kind === 'personal-number') return { number: parseInsuranceNumber(read.number.value) };
  if (read.kind !== 'insurance-card') throw errors.notACard({ at: 'card.scan' });
  const { number, name, birthDate, validFrom, validTo, registeredAt, fiveYearsFrom, zone } = read.card;
  return { number, name, birthDate, validFrom, ...present({ validTo, registeredAt, fiveYearsFrom, zone }) };
}

/** A new card prints ten digits, the portal tells the old fifteen characters: the longer one wins when both are one card. */
function sameCard(scanned: InsuranceNumber, typed: InsuranceNumber): InsuranceNumber {
  if (scanned.value === typed.value) return typed;
  const social = scanned.socialInsuranceNumber;
  if (scanned.form === 'personal12' && typed.form === 'card15') return typed;
  if (social === undefined || social !== typed.socialInsuranceNumber)
    throw errors.cardNumbersDiffer({ at: 'card.number' });
  return typed.form === 'card15' ? typed : scanned;
}

const dateOf = (text: string | undefined, at: string): string | undefined =>
  text === undefined ? undefined : parseVnDate(text, at);

/**
 * The card from its scan and what was typed beside it; typing fills or corrects, but never makes another card of it.
 *
 * @throws registration.cardMissing, notACard, cardNumbersDiffer; refusals of the parsers
 * @source NĐ 188/2025/NĐ-CP, art. 37-38: papers to be shown, temporary cards (secondary)
 */
export function readVisitCard(input: CardInput): VisitCard {
  const scanned = input.scan === undefined ? undefined : scannedCard(input.scan);
  const typed = input.number === undefined ? undefined : parseInsuranceNumber(input.number, 'card.number');
  const number = scanned && typed ? sameCard(scanned.number, typed) : (typed ?? scanned?.number);
  if (number === undefined) throw errors.cardMissing({ at: 'card' });
  return {
    ...scanned,
    number,
    temporary: input.temporary ?? false,
    ...present({
      validFrom: dateOf(input.validFrom, 'card.validFrom') ?? scanned?.validFrom,
      validTo: dateOf(input.validTo, 'card.validTo') ?? scanned?.validTo,
      registeredAt:
        input.registeredAt === undefined
          ? scanned?.registeredAt
          : parseFacilityCode(input.registeredAt, 'card.registeredAt'),
      fiveYearsFrom: dateOf(input.fiveYearsFrom, 'card.fiveYearsFrom') ?? scanned?.fiveYearsFrom,
      zone: input.zone ?? scanned?.zone,
      copayExemptFrom: dateOf(input.copayExemptFrom, 'card.copayExemptFrom'),
      copayThisYear: input.copayThisYear,
    }),
  };
}
