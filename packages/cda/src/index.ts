export type {
  CdaAuthor,
  CdaCode,
  CdaConcept,
  CdaDocument,
  CdaId,
  CdaOrganization,
  CdaPatient,
  CdaSection,
} from './cda-document.ts';
export type {
  AllergyDraft,
  CdaDraft,
  EntryDraft,
  MeasureDraft,
  MedicineDraft,
  OrganizationDraft,
  PanelDraft,
  PatientDraft,
  ProblemDraft,
  SectionDraft,
  SignerDraft,
} from './cda-draft.ts';
export type {
  CdaAllergy,
  CdaAmount,
  CdaBattery,
  CdaMedicine,
  CdaObservation,
  CdaProblem,
  CdaValue,
} from './cda-statement.ts';
export { readXmlTree } from './parse-tree.ts';
export { readCda } from './read-cda.ts';
export { allergiesOf, immunizationsOf, medicinesOf, problemsOf, resultsOf, vitalSignsOf } from './read-statements.ts';
export { nameUuid, rootOf, systemOf } from './roots.ts';
export { writeCda } from './write-cda.ts';
export type { XmlNode } from './xml-node.ts';
