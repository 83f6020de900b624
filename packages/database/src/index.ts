export { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { FolderLock, holderOf } from './folder-lock.ts';
