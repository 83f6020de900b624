export { errors as bulkErrors } from './errors.ts';
export { type ExportDesk, type ExportStanding, openExportDesk } from './export-desk.ts';
export { type ExportRequest, readExportRequest } from './export-request.ts';
export { type ImportDesk, type ImportStanding, openImportDesk } from './import-desk.ts';
export { type FilesImport, type FilesImported, importFiles } from './import-files.ts';
export type { ImportCounts } from './import-progress.ts';
export { type ImportRequest, readImportRequest } from './import-request.ts';
export { bulkMigrations } from './schema.ts';
export type { ExportResult } from './write-export.ts';
