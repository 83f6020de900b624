export { type Certificate, certificatePage } from './certificate.ts';
export { checkSite, type SiteCheck } from './check-site.ts';
export { errors as backupErrors } from './errors.ts';
export { proveBackup } from './prove-backup.ts';
export { restoreBackup } from './restore-backup.ts';
export { identitiesIn, makeBackupKey } from './sealed-stream.ts';
export { type BackupReceipt, writeBackup } from './write-backup.ts';
