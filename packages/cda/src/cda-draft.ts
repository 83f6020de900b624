import type { CdaCode, CdaConcept, CdaId } from './cda-document.ts';
import type { CdaAmount, CdaObservation } from './cda-statement.ts';

export interface PersonDraft {
  readonly ids: readonly CdaId[];
  /** parts in the order they are spoken, or the whole; absent: nobody knows it */
  readonly name?: { readonly text?: string; readonly family?: string; readonly given?: readonly string[] };
  readonly address?: string;
  readonly phones?: readonly string[];
}

export interface OrganizationDraft {
  readonly ids: readonly CdaId[];
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
}

export interface PatientDraft extends PersonDraft {
  readonly gender?: 'male' | 'female' | 'other' | 'unknown';
  /** FHIR date or dateTime */
  readonly birth?: string;
}

/** A person who wrote or signed, for the organization of the document. */
export interface SignerDraft extends PersonDraft {
  readonly time: string;
}

/** Rows of a table carry an id, so that an entry can point to the words it stands for. */
export interface TableDraft {
  readonly head: readonly string[];
  readonly rows: readonly { readonly id?: string; readonly cells: readonly string[] }[];
}

export interface MeasureDraft
  extends Pick<CdaObservation, 'concept' | 'value' | 'flag' | 'range' | 'status' | 'start' | 'ids'> {
  readonly kind: 'observation';
  /** id of the row of the narrative */
  readonly row?: string;
}

export interface PanelDraft {
  /** results of the laboratory, or measurements taken together */
  readonly kind: 'battery' | 'cluster';
  readonly ids: readonly CdaId[];
  readonly concept: CdaConcept;
  readonly status: 'completed' | 'active' | 'aborted';
  readonly start?: string;
  readonly parts: readonly MeasureDraft[];
}

export interface ProblemDraft {
  readonly kind: 'problem';
  readonly ids: readonly CdaId[];
  readonly concept: CdaConcept;
  readonly isActive: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly row?: string;
}

export interface AllergyDraft extends Omit<ProblemDraft, 'kind'> {
  readonly kind: 'allergy';
  readonly reactions: readonly string[];
  /** asked, and none is known: no substance is named */
  readonly isNone: boolean;
}

export interface MedicineDraft extends Omit<ProblemDraft, 'kind'> {
  readonly kind: 'medicine';
  /** EVN: was given; INT: is to be taken */
  readonly mood: 'EVN' | 'INT';
  readonly dose?: CdaAmount;
  readonly lot?: string;
}

export type EntryDraft = MeasureDraft | PanelDraft | ProblemDraft | AllergyDraft | MedicineDraft;

export interface SectionDraft {
  readonly code: CdaCode;
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly table?: TableDraft;
  readonly entries?: readonly EntryDraft[];
}

/** A clinical document before it is written. Times are FHIR dateTimes; what is absent is written as unknown, never left open. */
export interface CdaDraft {
  readonly id: CdaId;
  readonly setId: CdaId;
  readonly version: number;
  readonly replaces?: { readonly id: CdaId; readonly version: number };
  /** the same as a page for people: its number and the digest of its bytes, so that a signature over this covers that too */
  readonly page?: { readonly id: CdaId; readonly mediaType: string; readonly sha256: string };
  readonly code: CdaCode;
  readonly title: string;
  readonly time: string;
  readonly language: string;
  readonly isRestricted?: boolean;
  readonly patient: PatientDraft;
  readonly author: SignerDraft;
  readonly legalAuthenticator?: SignerDraft;
  readonly organization: OrganizationDraft;
  readonly encounter?: {
    readonly ids: readonly CdaId[];
    readonly kind?: CdaCode;
    readonly start?: string;
    readonly end?: string;
    readonly disposition?: CdaConcept;
    readonly place?: string;
  };
  readonly sections: readonly SectionDraft[];
}
