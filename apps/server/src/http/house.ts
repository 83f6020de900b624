import type { Access, Visitor } from '@lienmach/access';
import type { ExportDesk, ImportDesk } from '@lienmach/bulk';
import type { Agent, FhirStore, Sql } from '@lienmach/fhir-store';
import type { Host } from '@lienmach/system-kit';
import type { ProfileValidator } from '@lienmach/validation';
import type { FhirResource } from 'fhir/r4';
import type { WebhookCaller } from '../webhook-partners.ts';
import type { ChannelEntrance } from './channel-routes.ts';
import type { Metrics } from './metrics.ts';

/** What the front door shows of a checked document. */
export interface DocumentVerdict {
  readonly valid: boolean;
  readonly reasons: readonly { readonly vi: string }[];
  readonly signedAt?: Date;
  readonly signer?: string;
}

/** Everything HTTP needs from the rest of the program. */
export interface House {
  readonly store: FhirStore;
  readonly sql: Sql;
  /** the record taken along as a whole */
  readonly exports: ExportDesk;
  /** … and brought in by the thousand */
  readonly imports: ImportDesk;
  readonly host: Pick<Host, 'operations' | 'findOperation' | 'invoke' | 'call' | 'webhooks'>;
  /** partners that call us, each with its secret */
  readonly webhookCallers: readonly WebhookCaller[];
  /** channels that partners reach over HTTP */
  readonly channels: () => ChannelEntrance;
  /** known only when the port is: tokens carry the address of the site */
  readonly access: () => Access;
  readonly baseUrl: () => string;
  readonly version: string;
  readonly site: { readonly name: string; readonly isDemo: boolean };
  readonly metrics: Metrics;
  /** Is this R4? @throws FhirError with everything that is wrong */
  readonly validate: (resource: FhirResource) => void;
  /** profiles, for `$validate` */
  readonly profiles: ProfileValidator;
  /** @throws what stands in the way of a change or a removal */
  readonly guard: (previous: FhirResource, next: FhirResource | undefined, by: Agent) => void;
  readonly now: () => Date;
  /** built clinical web; absent: the bare pages only */
  readonly webFolder?: string;
  /** keys of unsaved drafts are derived from it */
  readonly draftSecret: () => string;
  readonly verifyDocument?: (xml: string) => Promise<DocumentVerdict>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** who asks; undefined on public routes */
    visitor: Visitor | undefined;
  }
  interface FastifyContextConfig {
    /** answers without a token; every such route stands in the list of the access test */
    public?: boolean;
    /** what the audit log calls it; present on every route that touches the record */
    activity?: string;
  }
}
