import type { Caller, FhirStore, ResourceOf, ResourceType } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Patient, Period, RelatedPerson } from 'fhir/r4';

/** The record as the door looks at it, to learn for whom somebody may act. */
export type Register = Pick<FhirStore, 'read' | 'search'>;

const houseItself: Caller = {
  agent: { who: 'Device/lien-mach', display: 'Liền Mạch', client: 'access', roles: [] },
  reach: { limit: () => 'all' },
};

/**
 * Parents and guardians of HL7 v3 RoleCode.
 *
 * @source Luật 15/2023/QH15, article 8, representatives of patients (from memory)
 */
const GUARDIANS = new Set([
  'MTH',
  'FTH',
  'PRN',
  'NMTH',
  'NFTH',
  'ADOPTP',
  'STPPRN',
  'GUARD',
  'POWATT',
  'HPOWATT',
  'RESPRSN',
]);
/** of these a person of age needs no consent any more */
const ADULT = 18;
const APPOINTED = new Set(['GUARD', 'POWATT', 'HPOWATT', 'RESPRSN']);

const isNow = (period: Period | undefined, now: Date): boolean =>
  (period?.start === undefined || Date.parse(period.start) <= now.getTime()) &&
  (period?.end === undefined || Date.parse(period.end) >= now.getTime());

const codesOf = ({ relationship = [] }: RelatedPerson): string[] =>
  relationship.flatMap(({ coding = [] }) => coding.flatMap(({ code }) => code ?? []));

function yearsOld({ birthDate }: Patient, now: Date): number {
  if (birthDate === undefined) return Number.POSITIVE_INFINITY;
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const had = now.getMonth() + 1 > month || (now.getMonth() + 1 === month && now.getDate() >= day);
  return now.getFullYear() - year - (had ? 0 : 1);
}

/** May this relative act for this patient today? Parents for their child that is not of age, who was appointed for anybody. */
export function mayActFor(relative: RelatedPerson, patient: Patient, now: Date): boolean {
  if (relative.active !== true || !isNow(relative.period, now)) return false;
  const codes = codesOf(relative).filter((code) => GUARDIANS.has(code));
  if (codes.length === 0) return false;
  return yearsOld(patient, now) < ADULT || codes.some((code) => APPOINTED.has(code));
}

async function readOne<T extends ResourceType>(
  register: Register,
  type: T,
  id: string,
): Promise<ResourceOf<T> | undefined> {
  try {
    return JSON.parse((await register.read(houseItself, type, id)).text) as ResourceOf<T>;
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.status === 503) throw thrown;
    return undefined;
  }
}

/** The relatives that carry a number of this person: the same human being in another role. */
async function asRelative(register: Register, { identifier = [] }: Patient): Promise<RelatedPerson[]> {
  const numbers = identifier.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [`${system}|${value.replace(/[\\,$|]/g, '\\$&')}`],
  );
  if (numbers.length === 0) return [];
  const query = new URLSearchParams({ identifier: numbers.join(','), active: 'true', _count: '50' });
  const { matches } = await register.search(houseItself, 'RelatedPerson', query);
  return matches.map(({ text }) => JSON.parse(text) as RelatedPerson);
}

/** Whom a citizen is, and for whom they act. @param who  `Patient/…` or `RelatedPerson/…` */
export async function patientsFor(register: Register, who: string, now: Date): Promise<string[]> {
  const [type, id = ''] = who.split('/');
  const self = type === 'Patient' ? await readOne(register, 'Patient', id) : undefined;
  const relative = type === 'RelatedPerson' ? await readOne(register, 'RelatedPerson', id) : undefined;
  const relatives = self ? await asRelative(register, self) : relative ? [relative] : [];
  const patients = self ? [id] : [];
  for (const one of relatives) {
    const [, child = ''] = /^Patient\/([^/]+)$/.exec(one.patient.reference ?? '') ?? [];
    const patient = await readOne(register, 'Patient', child);
    if (patient && mayActFor(one, patient, now)) patients.push(child);
  }
  return patients;
}
