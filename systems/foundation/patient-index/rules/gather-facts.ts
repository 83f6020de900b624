import {
  displayName,
  foldVietnamese,
  formatVnDate,
  type IdentityCard,
  type InsuranceCard,
  type InsuranceNumber,
  parseInsuranceNumber,
  parsePersonalNumber,
  parseVnDate,
  personalNumberWarnings,
  present,
  type Scan,
} from '@lienmach/core';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors, notices } from '../errors.ts';
import { compareBirth } from './compare-birth.ts';
import type { Gender, PersonFacts, TypedFacts } from './person-facts.ts';

/** What the scans said, by kind; the last scan of a kind counts. */
interface Scanned {
  readonly identity?: IdentityCard;
  readonly insurance?: InsuranceCard;
  readonly insuranceNumber?: InsuranceNumber;
  readonly personalNumbers: readonly string[];
  readonly patientNumber?: string;
}

function collect(scans: readonly Scan[]): Scanned {
  const last = <K extends Scan['kind']>(kind: K) =>
    scans.findLast((scan): scan is Extract<Scan, { kind: K }> => scan.kind === kind);
  const identity = last('identity-card')?.card;
  const insurance = last('insurance-card')?.card;
  const number = last('insurance-number')?.number;
  const insured = insurance?.number ?? number;
  return {
    ...present({ identity, insurance, insuranceNumber: insured, patientNumber: last('patient-number')?.value }),
    personalNumbers: scans.flatMap((scan) => {
      if (scan.kind === 'identity-card') return [scan.card.personalNumber];
      if (scan.kind === 'personal-number') return [scan.number.value];
      return scan.kind === 'insurance-card' && scan.card.number.form === 'personal12' ? [scan.card.number.value] : [];
    }),
  };
}

const genders: ReadonlyMap<string, Gender> = new Map([
  ['male', 'male'],
  ['female', 'female'],
  ['other', 'other'],
  ['unknown', 'unknown'],
]);

function phoneOf(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const digits = text
    .slice(0, 40)
    .replace(/[\s.()-]/g, '')
    .replace(/^\+?84(?=\d{9}$)/, '0');
  if (!/^\d{9,11}$/.test(digits)) throw errors.phoneUnreadable({ at: 'phone' });
  return digits;
}

/** Typing and cards that disagree, and cards that disagree with each other. */
function disagreements(facts: PersonFacts, { identity, insurance }: Scanned): OperationOutcomeIssue[] {
  const issues: OperationOutcomeIssue[] = [];
  const { name, birthDate } = facts;
  const differs = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && foldVietnamese(a) !== foldVietnamese(b);
  const born = (a: string | undefined) => ['swapped', 'same-year', 'different'].includes(compareBirth(birthDate, a));
  if (differs(name, identity?.name)) issues.push(notices.typedDiffers.issue({ at: 'name', part: 'họ tên' }));
  if (born(identity?.birthDate)) issues.push(notices.typedDiffers.issue({ at: 'birthDate', part: 'ngày sinh' }));
  if (insurance !== undefined && differs(name, insurance.name)) {
    issues.push(notices.cardNameDiffers.issue({ at: 'scan', insured: insurance.name, name }));
  }
  if (insurance !== undefined && born(insurance.birthDate)) {
    issues.push(
      notices.cardBirthDiffers.issue({
        at: 'scan',
        insured: formatVnDate(insurance.birthDate),
        birth: formatVnDate(birthDate ?? ''),
      }),
    );
  }
  return issues;
}

function personalNumberOf(typed: TypedFacts, scanned: Scanned): string | undefined {
  const given =
    typed.personalNumber === undefined ? [] : [parsePersonalNumber(typed.personalNumber, 'personalNumber').value];
  const [first, ...others] = new Set([...given, ...scanned.personalNumbers]);
  if (others.length > 0) throw errors.twoPersons({ at: 'scan' });
  return first;
}

/** A card with another name or another birth date: its number must not become this person's. */
function isOfAnother(
  card: InsuranceCard | undefined,
  person: { name?: string | undefined; birthDate?: string | undefined },
) {
  if (card === undefined) return false;
  const hasOtherName = person.name !== undefined && foldVietnamese(card.name) !== foldVietnamese(person.name);
  return hasOtherName || ['same-year', 'different'].includes(compareBirth(card.birthDate, person.birthDate));
}

/**
 * One person from everything scanned and typed. Typing wins over the identity card, which wins over the insurance card;
 * where they disagree a warning says so. The number of an insurance card that names somebody else is left out.
 *
 * @throws patient-index.twoPersons when two different personal numbers were given; refusals of the parsers
 * @source Luật Căn cước 26/2023/QH15: facts of the card may not be asked for again (secondary)
 */
export function gatherFacts(
  scans: readonly Scan[],
  typed: TypedFacts,
): { facts: PersonFacts; warnings: OperationOutcomeIssue[] } {
  const scanned = collect(scans);
  const { identity, insurance } = scanned;
  const personalNumber = personalNumberOf(typed, scanned);
  const insured =
    typed.insuranceNumber === undefined
      ? scanned.insuranceNumber
      : parseInsuranceNumber(typed.insuranceNumber, 'insuranceNumber');
  const named = {
    name: typed.name === undefined ? (identity?.name ?? insurance?.name) : displayName(typed.name, 'name'),
    birthDate:
      typed.birthDate === undefined
        ? (identity?.birthDate ?? insurance?.birthDate)
        : parseVnDate(typed.birthDate, 'birthDate'),
  };
  const facts: PersonFacts = {
    oldNumbers: [...(identity?.otherNumbers ?? []), ...(identity?.oldIdentityCard ? [identity.oldIdentityCard] : [])],
    ...present({
      ...named,
      gender: genders.get(typed.gender ?? '') ?? identity?.gender ?? insurance?.gender,
      personalNumber,
      socialInsuranceNumber: isOfAnother(insurance, named) ? undefined : insured?.socialInsuranceNumber,
      patientNumber: scanned.patientNumber,
      phone: phoneOf(typed.phone),
      address: typed.address ?? identity?.address ?? insurance?.address,
      province: typed.province,
      commune: typed.commune,
      ethnicity: typed.ethnicity,
      occupation: typed.occupation,
      nationality: typed.nationality,
      insuranceCard: insurance,
    }),
  };
  const numberWarnings =
    personalNumber === undefined
      ? []
      : personalNumberWarnings(
          parsePersonalNumber(personalNumber),
          present({ gender: facts.gender, birthDate: facts.birthDate }),
        );
  return { facts, warnings: [...disagreements(facts, scanned), ...numberWarnings] };
}
