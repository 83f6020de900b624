import type { AccountDesk, AuditDesk, Clients, OpeningDesk } from '@lienmach/access';
import type { ChannelDesk, MessageDesk } from '@lienmach/exchange';
import type { JobDesk } from '@lienmach/jobs';
import type { CatalogShelf, ClosureBook } from '@lienmach/terminology';

/**
 * What lies behind the record and is looked after by people: accounts, the access log, reactions, traffic with partners,
 * catalogs. Only verbs that say `usesEngines` reach it.
 */
export interface EngineRoom {
  readonly accounts: AccountDesk;
  readonly audit: AuditDesk;
  /** programs that may ask for tokens */
  readonly clients: Clients;
  /** who broke the glass, and until when */
  readonly openings: OpeningDesk;
  readonly jobs: JobDesk;
  readonly messages: MessageDesk;
  /** channels to partners, as they run now */
  readonly channels: ChannelDesk;
  readonly catalogs: CatalogShelf;
  /** codes that programs keep closure tables of */
  readonly closures: ClosureBook;
  /** The rooms of the site were changed in the record: everybody works with the new ones from now on. */
  readonly refreshRooms: () => Promise<void>;
}

/** The engine room as one call of a verb has it. */
export interface Engines extends EngineRoom {
  /**
   * What was done to whom, in the access log under this verb: engines are no part of the record, whose writes are logged
   * by themselves. @param what  literal references or `account/<login>`, `message/<id>`, `job/<id>`
   */
  note(what: readonly string[], detail?: string): Promise<void>;
}
