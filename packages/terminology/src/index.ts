export {
  type CatalogChange,
  type CatalogDraft,
  type CatalogEdition,
  type CatalogShelf,
  type ChangeKind,
  type DraftRequest,
  openCatalogShelf,
} from './catalog-shelf.ts';
export { type ClosureBook, type ClosureTable, openClosureBook } from './closure-book.ts';
export type { ExpandQuestion } from './engine/expand.ts';
export {
  type LookupAnswer,
  openTerminologyEngine,
  type Subsumption,
  type TerminologyEngine,
  type Translation,
} from './engine/open-engine.ts';
export { type RecordDefinitions, recordDefinitions } from './engine/record-definitions.ts';
export { noDefinitions } from './engine/tables.ts';
export type { ValidateAnswer } from './engine/validate.ts';
export { type CatalogLoad, importCatalog, type LoadReport } from './import-catalog.ts';
export { openTerminology } from './open-terminology.ts';
export { terminologyMigrations } from './schema.ts';
export type { Concept, Expansion, Terminology } from './terminology-contract.ts';
export { WordIndex } from './word-index.ts';
