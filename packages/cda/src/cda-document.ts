import type { XmlNode } from './xml-node.ts';

/** II: an OID or UUID, with a number inside it or without. */
export interface CdaId {
  readonly root: string;
  readonly extension?: string;
}

/** CD, CE, CO, CV. */
export interface CdaCode {
  readonly code: string;
  /** OID or UUID of the code system */
  readonly system: string;
  readonly display?: string;
}

/** A concept with whatever it was called and its other codings; `codes` is empty where only words are there. */
export interface CdaConcept {
  readonly codes: readonly CdaCode[];
  readonly text: string;
}

export interface CdaPerson {
  readonly ids: readonly CdaId[];
  /** in the order it is written */
  readonly name?: string;
}

export interface CdaOrganization {
  readonly ids: readonly CdaId[];
  readonly name?: string;
}

export interface CdaPatient extends CdaPerson {
  readonly family?: string;
  readonly given: readonly string[];
  readonly gender?: 'male' | 'female' | 'other';
  /** FHIR date */
  readonly birthDate?: string;
}

export interface CdaAuthor extends CdaPerson {
  readonly time?: string;
  readonly organization?: CdaOrganization;
}

export interface CdaSection {
  readonly code?: CdaCode;
  readonly title: string;
  /** the narrative as lines of words */
  readonly text: string;
  /** first clinical statements, as they are written */
  readonly entries: readonly XmlNode[];
  /** words of the narrative by the ID they have there */
  readonly words: ReadonlyMap<string, string>;
}

/** A clinical document as it was read: header, sections one after the other (nested ones after theirs), or a body that is no XML. */
export interface CdaDocument {
  readonly id: CdaId;
  readonly setId?: CdaId;
  readonly version?: number;
  /** documents that this one replaces (relatedDocument RPLC) */
  readonly replaces: readonly CdaId[];
  readonly code?: CdaCode;
  readonly title: string;
  /** FHIR dateTime with the zone that was written, or without */
  readonly time?: string;
  readonly language?: string;
  readonly patient: CdaPatient;
  readonly authors: readonly CdaAuthor[];
  readonly custodian: CdaOrganization;
  readonly legalAuthenticator?: CdaAuthor;
  readonly encounter?: { readonly ids: readonly CdaId[]; readonly start?: string; readonly end?: string };
  readonly sections: readonly CdaSection[];
  /** a PDF or a picture instead of sections */
  readonly otherBody?: { readonly mediaType: string };
  /** the bytes as they came */
  readonly source: Uint8Array;
}
