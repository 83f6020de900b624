import { createHash } from 'node:crypto';
import {
  type CdaDraft,
  nameUuid,
  type OrganizationDraft,
  type PatientDraft,
  type SignerDraft,
  writeCda,
} from '@lienmach/cda';
import { identifierSystems, nameText, present } from '@lienmach/core';
import type { Site } from '@lienmach/system-kit';
import type { FhirResource, HumanName, Patient } from 'fhir/r4';
import { type DocumentKind, documentKinds } from '../rules/document-kinds.ts';
import { cdaCode, cdaConcept, idOf } from './document-roots.ts';
import type { Signer, VisitRecord } from './visit-record.ts';
import { sectionsOf } from './visit-sections.ts';

const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** numbers by which another facility may know the same person */
const told: readonly string[] = [
  identifierSystems.personalNumber,
  identifierSystems.insuranceCard,
  identifierSystems.socialInsuranceNumber,
  identifierSystems.passport,
  identifierSystems.patientNumber,
];

const idsOf = ({ identifier = [] }: Pick<Patient, 'identifier'>, systems: readonly string[]) =>
  identifier.flatMap(({ system, value, use }) =>
    system !== undefined && value !== undefined && value !== '' && use !== 'old' && systems.includes(system)
      ? [idOf(system, value)]
      : [],
  );

function nameOf(names: readonly HumanName[] | undefined): Pick<PatientDraft, 'name'> {
  const name = names?.find(({ use }) => use === 'official') ?? names?.[0];
  const text = nameText(names);
  if (name === undefined || text === '') return {};
  return { name: present({ text, family: name.family, given: name.given }) };
}

function patientDraft(patient: Patient): PatientDraft {
  const address = patient.address?.[0]?.text;
  const phones = (patient.telecom ?? []).flatMap(({ system, value }) => (system === 'phone' && value ? [value] : []));
  return {
    ids: idsOf(patient, told),
    ...nameOf(patient.name),
    ...present({ gender: patient.gender, birth: patient.birthDate, address }),
    phones,
  };
}

const signerDraft = ({ person, display, at }: Signer): SignerDraft => ({
  ids: person === undefined ? [] : idsOf(person, [identifierSystems.practiceLicence]),
  ...(person === undefined ? { name: { text: display } } : nameOf(person.name)),
  time: at,
});

const organizationDraft = ({ facility }: Site): OrganizationDraft => ({
  ids: [idOf(identifierSystems.facility, facility.code)],
  name: facility.name,
  address: facility.address,
  phone: facility.phone,
});

function encounterDraft({ encounter }: VisitRecord): NonNullable<CdaDraft['encounter']> {
  const { id = '', class: kind, period, hospitalization, location } = encounter;
  const leaving = hospitalization?.dischargeDisposition;
  return {
    ids: [idOf(identifierSystems.visitNumber, id)],
    ...(kind.code === undefined ? {} : { kind: cdaCode(kind.system ?? ACT, kind.code) }),
    ...present({ start: period?.start, end: period?.end, place: location?.[0]?.location.display }),
    ...(leaving === undefined ? {} : { disposition: cdaConcept(leaving) }),
  };
}

/** somebody marked a part of it as not for everybody */
const isRestricted = (record: VisitRecord): boolean =>
  [record.encounter, ...record.conditions, ...record.observations, ...record.reports, ...record.prescriptions].some(
    ({ meta }: FhirResource) => meta?.security !== undefined && meta.security.length > 0,
  );

/** What a document is made of, before it has a number. */
export interface DocumentGround {
  readonly kind: DocumentKind;
  readonly record: VisitRecord;
  readonly author: Signer;
  /** who answers for it by law, when somebody has signed what it tells */
  readonly signer?: Signer | undefined;
  readonly site: Site;
  /** id of the one report that it is about; absent: it tells the visit */
  readonly report?: string;
  /** the same on paper */
  readonly page?: CdaDraft['page'];
}

/** The set of versions that a visit, or one report, has of one kind: always the same UUID. */
export const setIdOf = ({ kind, record, site, report }: DocumentGround): string =>
  nameUuid(
    [identifierSystems.documentSet, site.facility.code, record.encounter.id, kind, ...(report ? [report] : [])].join(
      '/',
    ),
  );

const versionIdOf = (set: string, version: number): string =>
  nameUuid(`${identifierSystems.clinicalDocument}/${set}/${version}`);

export function documentDraft(ground: DocumentGround, version: number, time: string): CdaDraft {
  const { kind, record, author, signer, site, page } = ground;
  const { title, loinc, display } = documentKinds[kind];
  const set = setIdOf(ground);
  return {
    id: { root: versionIdOf(set, version) },
    setId: { root: set },
    version,
    ...(version > 1 ? { replaces: { id: { root: versionIdOf(set, version - 1) }, version: version - 1 } } : {}),
    ...(page === undefined ? {} : { page }),
    code: { code: loinc, system: '2.16.840.1.113883.6.1', display },
    title: site.isDemo ? `${title} (BẢN THỬ)` : title,
    time,
    language: 'vi-VN',
    isRestricted: isRestricted(record),
    patient: patientDraft(record.patient),
    author: signerDraft(author),
    ...(signer === undefined ? {} : { legalAuthenticator: signerDraft(signer) }),
    organization: organizationDraft(site),
    encounter: encounterDraft(record),
    sections: sectionsOf(kind, record),
  };
}

/**
 * SHA-256 over what a document says, without its own number, version and time: the same says the same. A report says the
 * same whoever signs it, and when.
 */
export function saidBy({ page: _page, ...ground }: DocumentGround): string {
  const { signer: _signer, ...unsigned } = ground;
  const draft = documentDraft(ground.report === undefined ? ground : unsigned, 1, '2000-01-01');
  const author = { ...draft.author, time: '2000-01-01' };
  return createHash('sha256')
    .update(writeCda({ ...draft, author }))
    .digest('hex');
}
