export type { CatalogDefinition, CatalogRow } from './catalog-definition.ts';
export { catalogList } from './catalog-list.ts';
export { type CatalogFile, findCatalog, importCatalogFile } from './import-catalog-file.ts';
export { importSeeds } from './import-seeds.ts';
export { readCatalogBytes } from './read-catalog-file.ts';
