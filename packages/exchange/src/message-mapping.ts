import type { Bundle, FhirResource } from 'fhir/r4';
import type { Hl7Message } from './hl7-message.ts';

/** How a message is written. Codecs are registered by name in `codecs.ts`. */
export const codecNames = ['hl7v2', 'astm', 'cda', 'fhir', 'json', 'csv', 'xml'] as const;
export type CodecName = (typeof codecNames)[number];

/**
 * A FHIR search: exactly one match, as a text alone; none or one (`optional`); at most `many`, given in `context.lists`; or
 * one that begins where another need ended.
 */
export type Need =
  | string
  | { readonly search: string; readonly optional: true }
  | { readonly search: string; readonly many: number }
  | FollowingNeed;

/**
 * What is reached from a resource that another need found: two looks by key, where one search backwards along a reference
 * would read every reference of the record.
 */
export interface FollowingNeed {
  /** name of a need that follows nothing */
  readonly of: string;
  /** type and one search parameter: `Observation?specimen` */
  readonly search: string;
  /** where the values are tokens: of this system */
  readonly system?: string;
  /** any of these; none: nothing is found, and nobody is asked */
  readonly values: (found: FhirResource) => readonly string[];
  /** as above, and no list at all where nothing leads there; without it exactly one match, or none where `of` found nothing */
  readonly many?: number;
  /** none or one */
  readonly optional?: true;
}

/** What a mapping knows beside its message: the channel it came by, the lists it asked for, the channel's code map. */
export interface MessageContext {
  readonly channel: {
    readonly id: string;
    readonly partner: string;
    /** facility code of the partner, where it is a facility */
    readonly organization?: string;
    readonly options: Readonly<Record<string, string>>;
  };
  /** by name of the need that asked for `many`, and of what the mapping keeps at hand (`standing`) */
  readonly lists: Readonly<Record<string, readonly FhirResource[]>>;
  /** our code for a code of the partner; undefined: the channel's map does not know it (throw `unknownCode`) */
  translate(code: string, system?: string): string | undefined;
}

/** What a room registers, as far as the gateway needs to know it (`MessageMapping` of system-kit fits). */
export interface InboundMapping<Message = Hl7Message> {
  /** default: `on` */
  readonly id?: string;
  /** default: hl7v2 */
  readonly codec?: CodecName;
  readonly on: string;
  /** the roles that its messages are written with; default: `integration` */
  readonly actAs?: readonly string[];
  /**
   * FHIR searches of what the mapping has to know of the house whatever the message says, such as a catalog: in
   * `context.lists` before `needs` is asked, the same array until one of that type is written.
   */
  readonly standing?: Readonly<Record<string, string>>;
  needs(message: Message, context: MessageContext): Readonly<Record<string, Need>>;
  map(message: Message, found: Readonly<Record<string, FhirResource>>, now: Date, context: MessageContext): Bundle;
  /** answers a query in place of the plain acknowledgement */
  reply?(
    message: Message,
    found: Readonly<Record<string, FhirResource>>,
    now: Date,
    context: MessageContext,
  ): string | Uint8Array;
  /** numbers under which the house knows that the answer told this channel something: what takes it back may follow */
  told?(
    message: Message,
    found: Readonly<Record<string, FhirResource>>,
    now: Date,
    context: MessageContext,
  ): readonly string[];
}
