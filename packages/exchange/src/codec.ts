import type { OperationOutcome } from 'fhir/r4';
import type { AckCode } from './ack.ts';
import type { CodecName } from './message-mapping.ts';

/** What the raw bytes show before anything is understood. */
export interface MessagePeek {
  /** number that the sender gave; empty: it gave none, then the content alone tells messages apart */
  readonly controlId: string;
}

export interface Decoded {
  /** what mappings are chosen by: `ORU^R01`, a document type, a resource type */
  readonly type: string;
  readonly controlId: string;
  /** what `needs` and `map` of a mapping are given */
  readonly content: unknown;
  /** number of the patient as the sender knows it: order is kept per patient, and the desk searches by it */
  readonly patientKey?: string | undefined;
  readonly orderKey?: string | undefined;
}

export interface CodecVerdict {
  readonly code: AckCode;
  readonly controlId: string;
  readonly at: Date;
  readonly outcome?: OperationOutcome | undefined;
  /** what the mapping answered to a query */
  readonly reply?: Uint8Array | undefined;
  /** nothing could be stored: the sender has to keep the message */
  readonly isLost?: boolean;
}

/** Bytes to meaning and back, for one way of writing messages. Pure. */
export interface Codec {
  readonly name: CodecName;
  /** Must not throw. */
  peek(raw: Uint8Array): MessagePeek;
  /** @param options  of the channel. @throws FhirErrors: what cannot be read is parked; `exchange.notHl7` and its like are refused for good */
  decode(raw: Uint8Array, options?: Readonly<Record<string, string>>): Decoded;
  /** What the sender hears; empty: nothing. Must not throw, whatever the raw bytes are. */
  answer(raw: Uint8Array, verdict: CodecVerdict): Uint8Array;
}
