import type { CdaCode, CdaConcept, CdaDocument, CdaId } from '@lienmach/cda';
import { rootOf, systemOf } from '@lienmach/cda';
import { codeSystems, declaredIdentifiers, identifierSystems, VN_ZONE } from '@lienmach/core';
import type { PatientMarks } from '@lienmach/outside-results';
import type { CodeableConcept, Coding, Reference } from 'fhir/r4';

const WHO_ICD10 = 'http://hl7.org/fhir/sid/icd-10';

const knownIdentifiers: readonly string[] = Object.values(identifierSystems);
const knownCodes: readonly string[] = Object.values(codeSystems);

/** A number of ours in a document: its system as a root, the number inside it. */
export const idOf = (system: string, value: string): CdaId => ({ root: rootOf(system), extension: value });

/** A code of ours in a document; the national ICD-10 goes out as the one of the world. */
export const cdaCode = (system: string, code: string, display?: string): CdaCode => ({
  code,
  system: rootOf(system === codeSystems.icd10 ? WHO_ICD10 : system),
  ...(display === undefined ? {} : { display }),
});

/** Codings of the record in a document, LOINC before our own. */
export function cdaConcept(concept: CodeableConcept | undefined): CdaConcept {
  const codings = (concept?.coding ?? []).flatMap(({ system, code, display }) =>
    system === undefined || code === undefined ? [] : [{ system, code, display }],
  );
  const ordered = codings.toSorted(
    (a, b) => Number(b.system === codeSystems.loinc) - Number(a.system === codeSystems.loinc),
  );
  return {
    codes: ordered.map(({ system, code, display }) => cdaCode(system, code, display)),
    text: concept?.text ?? codings[0]?.display ?? codings[0]?.code ?? '',
  };
}

/** One key for an id, with which it is found again. */
export const keyOf = ({ root, extension }: CdaId): string =>
  extension === undefined ? root.toLowerCase() : `${root.toLowerCase()}|${extension}`;

/** How a document came: by a channel, or by the hand of a person. */
export interface Arrival {
  /** facility code of the sender, as its channel says */
  readonly organization?: string | undefined;
  /** id of the partner; absent: a person brought it */
  readonly partner?: string | undefined;
  /** `authority.<root>` says what a root of the sender means, as for messages; `quality-level` of its laboratory */
  readonly options: Readonly<Record<string, string>>;
  /** who brought it */
  readonly by?: Reference | undefined;
  /** certificates of the site's trust store, PEM; a channel names its partner's by fingerprint: option `signers` */
  readonly trusted?: readonly string[] | undefined;
}

/** What the header says about who the patient is: numbers of systems that can be named, and the birth date. */
export function marksOf({ patient }: CdaDocument, { options, partner = '' }: Arrival): PatientMarks {
  const identifiers = patient.ids.flatMap(({ root, extension: value }) => {
    if (value === undefined) return [];
    const declared = declaredIdentifiers([{ value, authority: root, universal: '' }], options, partner);
    if (declared.length === 0) return [{ system: systemOf(root, knownIdentifiers), value }];
    return declared.flatMap(({ system }) => (system === undefined ? [] : [{ system, value }]));
  });
  return { identifiers, birthDate: patient.birthDate, name: patient.name };
}

/** Code of the facility, when its id is one of Viet Nam. */
export const facilityCodeOf = (ids: readonly CdaId[]): string | undefined =>
  ids.find(({ root }) => systemOf(root, knownIdentifiers) === identifierSystems.facility)?.extension;

const isUri = (system: string): boolean => /^(?:https?:\/\/|urn:)\S+$/.test(system);

function codingOf({ system, code, display }: CdaCode): Coding[] {
  const named = systemOf(system, knownCodes);
  const uri = named === WHO_ICD10 ? codeSystems.icd10 : named;
  // a code is a word: what holds other blanks is none
  if (!isUri(uri) || !/^\S+( \S+)*$/.test(code)) return [];
  return [{ system: uri, code, ...(display === undefined ? {} : { display }) }];
}

/** A concept of a document in the record: every coding that says its system, and the words. */
export function codeableConcept({ codes, text }: CdaConcept): CodeableConcept {
  const coding = codes.slice(0, 10).flatMap(codingOf);
  return { ...(coding.length === 0 ? {} : { coding }), ...(text === '' ? {} : { text: text.slice(0, 500) }) };
}

/** The LOINC code of a concept, wherever among its codings. */
export const loincOf = ({ codes }: CdaConcept): string | undefined =>
  codes.find(({ system }) => systemOf(system) === codeSystems.loinc)?.code;

/** A time that was written without its zone is one of Viet Nam. */
export const zoned = (time: string | undefined): string | undefined =>
  time !== undefined && /T\d{2}:\d{2}:\d{2}$/.test(time) ? `${time}${VN_ZONE}` : time;
