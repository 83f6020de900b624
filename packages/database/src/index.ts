export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  findRunningUrl,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
export { FolderLock, holderOf } from './folder-lock.ts';
