export { type Access, type AccessOptions, openAccess } from './access.ts';
export {
  type AccountChange,
  type AccountDesk,
  type AccountStanding,
  type OneTimePassword,
  openAccountDesk,
} from './account-desk.ts';
export { type Account, type Accounts, openAccounts } from './accounts.ts';
export { sealAudit } from './audit-chain.ts';
export { type AuditDesk, type ChainState, openAuditDesk } from './audit-desk.ts';
export type { AuditEntry } from './audit-entry.ts';
export { type AuditPage, searchAudit, searchPatientAudit } from './audit-event.ts';
export { type AuditHead, readAuditHead } from './audit-head.ts';
export { type AuditLog, openAuditLog } from './audit-log.ts';
export { type AuditCheck, checkAudit } from './check-audit.ts';
export { type Client, type ClientStanding, type Clients, openClients } from './clients.ts';
export { errors as accessErrors } from './errors.ts';
export { openKeyFolder, type SiteKeys } from './key-folder.ts';
export type { KnownDevices } from './known-devices.ts';
export type { LaunchContext, Launches } from './launches.ts';
export { ADDRESS_HEADER } from './note-places.ts';
export { type OneTimeLinks, openOneTimeLinks } from './one-time-links.ts';
export { type Opening, type OpeningDesk, openOpenings } from './openings.ts';
export type { Passkeys } from './passkeys.ts';
export { WEB_CLIENT } from './payload-adapter.ts';
export type { Place } from './places.ts';
export { mayCall, type Narrowing, type Policy, reachOf } from './policy.ts';
export { accessMigrations } from './schema.ts';
export type { Factor, SecondFactors, TotpOffer, Ways } from './second-factors.ts';
export { authenticateClient, type ClientProof, introspect, namedClient, takeBack } from './token-desk.ts';
export type { TokenVerifier, Visitor } from './token-verifier.ts';
export type { UpstreamHouse } from './upstream.ts';
