export {
  type CatalogChange,
  type CatalogDraft,
  type CatalogEdition,
  type CatalogShelf,
  type ChangeKind,
  type DraftRequest,
  openCatalogShelf,
} from './catalog-shelf.ts';
export { type CatalogLoad, importCatalog, type LoadReport } from './import-catalog.ts';
export { openTerminology } from './open-terminology.ts';
export { terminologyMigrations } from './schema.ts';
export type { Concept, Expansion, Terminology } from './terminology-contract.ts';
export { WordIndex } from './word-index.ts';
