import type { UpstreamHouse } from '@lienmach/access';

/** What this installation is: data, read from the site file (`LIENMACH_SITE`). */
export interface Site {
  readonly id: string;
  readonly kind: 'hospital' | 'station' | 'province' | 'ministry';
  /** a demo site: every page and print says BẢN THỬ */
  readonly isDemo: boolean;
  readonly facility: {
    /** five-character facility code (mã cơ sở KCB) */
    readonly code: string;
    /** who stands above it, first line of papers, e.g. `Sở Y tế tỉnh Mẫu` */
    readonly authority?: string;
    readonly name: string;
    readonly address: string;
    readonly phone: string;
    readonly organization: string;
    readonly hasBeds: boolean;
  };
  readonly units: readonly SiteUnit[];
  /** room ids that are switched on; absent: all */
  readonly rooms?: readonly string[];
  readonly partners: readonly Partner[];
  /**
   * machines that channels of the integration desk may call: names, addresses, networks such as `10.20.0.0/16`; absent:
   * addresses of private networks only
   */
  readonly partnerHosts?: readonly string[];
  /** partners that call us over HTTP; absent: none may */
  readonly webhooks?: readonly WebhookPartner[];
  /** programs of others that the rooms call over HTTP; absent: none */
  readonly services?: readonly ServicePartner[];
  /** programs that the record may notify (`Subscription`, channel rest-hook); absent: none */
  readonly subscribers?: readonly Subscriber[];
  /** origin under which strangers reach this site: QR codes on papers lead there; absent: the address of the server */
  readonly publicAddress?: string | undefined;
  /** which printer, size and tray a paper takes in which room; what a room remembers goes before */
  readonly printing?: readonly PrintRule[];
  /** certificates whose signatures this site accepts, PEM; its own signer's is always accepted */
  readonly trustedCertificates?: readonly string[];
  readonly signIn?: SignInRules;
  readonly bankAccount?: { readonly bin: string; readonly number: string; readonly name: string };
  /** numbers of the site's own chart of accounts, by what they are for (`cash`, `patients`, …); absent: those of the law */
  readonly ledgerAccounts?: Readonly<Record<string, { readonly code: string; readonly name: string }>>;
  /** how electronic invoices are issued here; absent: none are */
  readonly invoicing?: InvoicingRules;
}

/** The facility as a seller, and what its tax office and its provider (a service of kind `invoice-provider`) agreed on. */
export interface InvoicingRules {
  readonly taxNumber: string;
  /** first digit of the form: 1 with value-added tax, 2 sales invoice */
  readonly form: '1' | '2';
  /** an invoice counts once the tax authority has given its code */
  readonly isCoded: boolean;
  /** two own characters at the end of the symbol, e.g. `AA` */
  readonly series: string;
  /** deposits get an invoice when they are taken; absent: they are receipts only, until the visit is settled */
  readonly invoicesDeposits?: boolean;
}

/** How people sign in here. */
export interface SignInRules {
  /** roles that need a second factor, e.g. `["administrator", "doctor"]`; absent: whoever wants one has one */
  readonly secondFactor?: readonly string[];
  /** other houses that may say who somebody is: a directory of the hospital, a national identity */
  readonly upstream?: readonly UpstreamHouse[];
}

/** A place where patients are seen: an exam room, a laboratory, a ward. */
export interface SiteUnit {
  readonly id: string;
  readonly name: string;
  /** department code of the claim tables, e.g. `K01` */
  readonly department: string;
  readonly kind: 'exam-room' | 'laboratory' | 'imaging' | 'cashier' | 'reception' | 'ward';
  /** exam rooms: the service charged for a first examination */
  readonly examService?: string;
}

/** Where a paper comes out. Keys that are absent fit everything. */
export interface PrintRule {
  /** id of a unit */
  readonly room?: string;
  /** code of the form, e.g. `DT` */
  readonly form?: string;
  readonly printer?: string;
  readonly tray?: string;
  readonly paper?: string;
  readonly copies?: number;
}

/** One partner channel: where messages go and in which dialect. */
export interface Partner {
  readonly id: string;
  readonly transport: 'mllp';
  readonly host: string;
  readonly port: number;
  /** order message this partner understands */
  readonly orderMessage?: 'OML^O21' | 'ORM^O01' | 'OML^O33' | 'ASTM^O';
  readonly sendingApplication?: string;
  readonly receivingApplication?: string;
  readonly charset?: string;
}

/** A partner that calls `POST /webhooks/<id>`; every call is signed. */
export interface WebhookPartner {
  readonly id: string;
  /** what it tells us: the `on` of a room's webhook, e.g. `bank-transfer` */
  readonly on: string;
  /** file with the shared secret, 32 characters or more; read at start, never shown */
  readonly secretFile: string;
}

/** A program of others that a room calls over HTTP: the gateway of the insurance, an invoice provider. */
export interface ServicePartner {
  readonly id: string;
  /** what it is for the rooms, e.g. `bhyt-gateway` */
  readonly kind: string;
  /** `https://…`: calls go below it */
  readonly address: string;
  /** it stands in the house's own network: plain http and private addresses are as declared */
  readonly isInside?: boolean;
  /** JSON file of names and texts (user name, password), readable by the service only; read at start, never shown */
  readonly secretFile?: string;
  /** what the room needs to know besides, nothing secret */
  readonly settings?: Readonly<Record<string, string>>;
  /** milliseconds a call may take; absent: 30 s */
  readonly patience?: number;
}

/** Where notifications may go, and what the receiver may learn. */
export interface Subscriber {
  readonly id: string;
  /** `https://…`: endpoints must lie below it */
  readonly address: string;
  /** it hears of what these roles may search, and gets nothing else */
  readonly roles: readonly string[];
  /** it stands in the house's own network: plain http and private addresses are as declared */
  readonly isInside?: boolean;
}
