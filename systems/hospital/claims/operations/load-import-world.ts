import { createHash } from 'node:crypto';
import { identifierSystems, identifierValue, logicalOrganization } from '@lienmach/core';
import { type Context, type RoomStore, tokenOf } from '@lienmach/system-kit';
import type { Encounter, Patient, Practitioner } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from '../rules/claim-file.ts';
import type { ImportWorld } from '../rules/import-world.ts';
import { isSamePerson } from '../rules/same-person.ts';
import { facilityOf } from './load-visit.ts';

const askFor = (system: string, value: string): string =>
  `identifier=${encodeURIComponent(tokenOf({ system, value }))}`;

/** A merged record stands for the one that replaced it. */
async function living(store: RoomStore, patient: Patient): Promise<Patient> {
  const replacement = patient.link?.find(({ type }) => type === 'replaced-by')?.other;
  return replacement === undefined ? patient : store.follow('Patient', replacement);
}

/**
 * The person of the claim, by personal number or, for our own numbers, by patient number.
 *
 * @throws errors.otherPerson (409) when the number belongs to somebody else, errors.severalPeople (409)
 */
async function findPerson(store: RoomStore, row: ClaimRow, isElsewhere: boolean): Promise<Patient | undefined> {
  const personal = textOf(row, 'SO_CCCD');
  const questions = [
    ...(personal === '' ? [] : [askFor(identifierSystems.personalNumber, personal)]),
    ...(isElsewhere ? [] : [askFor(identifierSystems.patientNumber, textOf(row, 'MA_BN'))]),
  ];
  const found = await Promise.all(questions.map((question) => store.search('Patient', question, 10)));
  const people = await Promise.all(found.flat().map((patient) => living(store, patient)));
  const [first, ...others] = [...new Map(people.map((patient) => [patient.id, patient])).values()];
  if (others.length > 0) throw errors.severalPeople({ at: 'XML1[1].MA_BN' });
  if (first !== undefined && !isSamePerson(first, row)) throw errors.otherPerson({ at: 'XML1[1].MA_BN' });
  return first;
}

const licenceFields = ['MA_TTDV', 'MA_BAC_SI', 'NGUOI_THUC_HIEN', 'MA_BS_DOC_KQ', 'MA_BS'];
/** licences asked for in one search */
const CHUNK = 50;

/** People of the house that the claim names by licence. */
async function findPractitioners(store: RoomStore, claim: ClaimFile): Promise<Map<string, Practitioner>> {
  const rows = [...claim.values()].flat();
  const named = rows.flatMap((row) => licenceFields.flatMap((name) => textOf(row, name).split(';')));
  const licences = [...new Set(named)].filter((licence) => licence !== '');
  const chunks = Array.from({ length: Math.ceil(licences.length / CHUNK) }, (_, at) =>
    licences.slice(at * CHUNK, (at + 1) * CHUNK),
  );
  const found = await Promise.all(
    chunks.map((chunk) => {
      const asked = chunk.map((value) => tokenOf({ system: identifierSystems.practiceLicence, value }));
      return store.search('Practitioner', `identifier=${encodeURIComponent(asked.join(','))}`, CHUNK * 2);
    }),
  );
  return new Map(
    found.flat().flatMap((one) => {
      const licence = identifierValue(one, identifierSystems.practiceLicence);
      return licence === undefined ? [] : [[licence, one] as const];
    }),
  );
}

const uncounted = new Set<Encounter['status']>(['cancelled', 'entered-in-error']);

/** Visits of this facility that carry the claim id: the one that counts, and how many were called off. */
export async function findVisit(
  { store, site }: Pick<Context, 'store' | 'site'>,
  row: ClaimRow,
): Promise<{ readonly known?: Encounter; readonly former: number }> {
  const same = await store.search('Encounter', askFor(identifierSystems.claimId, textOf(row, 'MA_LK')), 50);
  const facilities = await Promise.all(same.map((one) => facilityOf(store, one, site.facility.code)));
  const own = same.filter((_, at) => facilities[at] === textOf(row, 'MA_CSKCB'));
  const known = own.find(({ status }) => !uncounted.has(status));
  return { ...(known === undefined ? {} : { known }), former: own.length };
}

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `urn:uuid:` of a resource that does not exist yet. @source RFC 9562, section 5.8 (from memory) */
const placeholder = (hex: string): string =>
  `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/**
 * What the site knows around a claim. Ids of what will be written follow from facility, claim id and how often it was
 * called off before, so that two imports at one moment write one visit.
 *
 * @throws errors.otherPerson, errors.severalPeople (409)
 */
export async function loadImportWorld(ctx: Context, claim: ClaimFile, former: number): Promise<ImportWorld> {
  const { store, site } = ctx;
  const [row = new Map()] = rowsOf(claim, 'XML1');
  const facility = textOf(row, 'MA_CSKCB');
  const isElsewhere = facility !== site.facility.code;
  const hex = hexOf(`${facility}|${textOf(row, 'MA_LK')}|${former}`);
  const patient = await findPerson(store, row, isElsewhere);
  const of = `Patient/${patient?.id}`;
  const [coverages, relatives, practitioners] = await Promise.all([
    patient === undefined ? [] : store.search('Coverage', `beneficiary=${of}`),
    patient === undefined ? [] : store.search('RelatedPerson', `patient=${of}`),
    findPractitioners(store, claim),
  ]);
  return {
    prefix: `lk-${hex.slice(0, 20)}`,
    subject: { reference: patient === undefined ? placeholder(hex) : of },
    ...(patient === undefined ? {} : { patient }),
    coverages,
    relatives,
    practitioners,
    provider: isElsewhere
      ? logicalOrganization(identifierSystems.facility, facility)
      : { reference: site.facility.organization },
    isElsewhere,
  };
}
