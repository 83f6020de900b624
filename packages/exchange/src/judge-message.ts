import type { BundleOptions, Caller, FhirStore } from '@lienmach/fhir-store';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Bundle, OperationOutcome } from 'fhir/r4';
import type { AckCode } from './ack.ts';
import type { Decoded } from './codec.ts';
import { codecOf } from './codecs.ts';
import { errors } from './errors.ts';
import { findNeeds } from './find-needs.ts';
import { type InboundChannel, noTranslation, type Translate } from './inbound-channel.ts';
import type { MessageState } from './message-log.ts';
import type { InboundMapping, MessageContext } from './message-mapping.ts';
import { standingLists } from './standing-lists.ts';

export interface JudgeOptions {
  readonly store: FhirStore;
  readonly mappings: readonly InboundMapping<never>[];
  /** in whose name a partner's messages are written, with the roles of the mapping: `integration` unless it names others */
  readonly caller: (partner: string, type: string, actAs?: readonly string[]) => Caller;
  readonly now: () => Date;
  /** something that is no FhirError was thrown; the message is parked, this is for the operator's log */
  readonly onBug?: (error: unknown) => void;
  /** in the transaction of the write, before it: throws where the message is no longer in this hand */
  readonly first?: BundleOptions['first'];
  /** the code map of a channel as it is now; absent: nothing is translated */
  readonly codeMap?: (channel: string) => Promise<Translate>;
}

export interface Verdict {
  readonly code: AckCode;
  readonly state: Exclude<MessageState, 'received'> | 'retry';
  readonly type?: string | undefined;
  readonly reason?: OperationOutcome | undefined;
  readonly reply?: Uint8Array | undefined;
  /** numbers of what the reply tells */
  readonly told?: readonly string[];
}

/** What a message would do to the record. */
export interface Prepared {
  readonly bundle: Bundle;
  readonly reply?: Uint8Array;
  readonly told: readonly string[];
}

/** Told when a stage is over. */
export type Stage = 'decoded' | 'mapped' | 'committed';

export function understand(error: unknown, { onBug }: Pick<JudgeOptions, 'onBug'>): FhirError {
  if (isFhirError(error)) return error;
  onBug?.(error);
  return errors.bug();
}

/** What can never be understood is turned away; everything else waits for a person. */
const isHopeless = (reason: FhirError): boolean =>
  ['exchange.notHl7', 'exchange.notAstm', 'exchange.notReadable'].includes(reason.code ?? '');

/** Reads the bytes, or says why they cannot be read. */
export function readMessage(
  raw: Uint8Array,
  channel: InboundChannel,
  options: Pick<JudgeOptions, 'onBug'>,
): Decoded | Verdict {
  try {
    return codecOf(channel.codec).decode(raw, channel.options);
  } catch (error) {
    const reason = understand(error, options);
    return { code: 'AR', state: isHopeless(reason) ? 'refused' : 'parked', reason: reason.outcome };
  }
}

const idOf = ({ id, on }: InboundMapping<never>): string => id ?? on;

/** The mapping that the channel names; without a name the plain one goes before those with an id of their own. */
export function mappingFor(
  type: string,
  channel: InboundChannel,
  mappings: readonly InboundMapping<never>[],
): InboundMapping<never> | undefined {
  const fitting = mappings.filter(({ on, codec }) => on === type && (codec ?? 'hl7v2') === (channel.codec ?? 'hl7v2'));
  const { mappings: named } = channel;
  if (named !== undefined) return fitting.find((one) => named.includes(idOf(one)));
  return fitting.find((one) => idOf(one) === one.on) ?? fitting[0];
}

function contextOf(
  { id, partner, organization, options = {} }: InboundChannel,
  translate: Translate,
  lists: MessageContext['lists'],
): MessageContext {
  return {
    channel: { id, partner, options, ...(organization === undefined ? {} : { organization }) },
    lists,
    translate,
  };
}

/** Everything up to the write, which it leaves to others. @throws whatever stops the message */
export async function prepare(
  { content }: Decoded,
  mapping: InboundMapping<never>,
  channel: InboundChannel,
  options: JudgeOptions & { readonly caller: () => Caller },
): Promise<Prepared> {
  const message = content as never; // decoded by the codec that the mapping names
  const translate = (await options.codeMap?.(channel.id)) ?? noTranslation;
  const standing = mapping.standing && (await standingLists(mapping.standing, options.caller(), options.store));
  const needs = mapping.needs(message, contextOf(channel, translate, { ...standing }));
  const { found, lists } = await findNeeds(needs, options.caller(), options.store);
  const context = contextOf(channel, translate, { ...lists, ...standing });
  const now = options.now();
  const bundle = mapping.map(message, found, now, context);
  const reply = mapping.reply?.(message, found, now, context);
  const told = mapping.told?.(message, found, now, context) ?? [];
  return { bundle, told, ...(reply === undefined ? {} : { reply: Buffer.from(reply) }) };
}

/** Somebody may write to the same resources in between (412): then everything is read anew, three times at most. */
async function apply(
  decoded: Decoded,
  mapping: InboundMapping<never>,
  channel: InboundChannel,
  options: JudgeOptions,
  done: (stage: Stage) => void,
): Promise<Omit<Prepared, 'bundle'>> {
  const caller = options.caller(channel.partner, decoded.type, mapping.actAs);
  for (let attempt = 1; ; attempt++) {
    const { bundle, ...answer } = await prepare(decoded, mapping, channel, { ...options, caller: () => caller });
    done('mapped');
    if (channel.isTest) throw errors.channelInTest();
    try {
      // a query changes nothing
      if ((bundle.entry ?? []).length > 0) await options.store.bundle(caller, bundle, { first: options.first });
      done('committed');
      return answer;
    } catch (error) {
      if (!isFhirError(error) || error.status !== 412 || attempt === 3) throw error;
    }
  }
}

/** Finds the room, finds what the message speaks of, writes. Everything that stops it becomes a verdict. */
export async function judge(
  decoded: Decoded,
  channel: InboundChannel,
  options: JudgeOptions,
  done: (stage: Stage) => void,
): Promise<Verdict> {
  const { type } = decoded;
  const mapping = mappingFor(type, channel, options.mappings);
  try {
    if (decoded.controlId === '') throw errors.missingControlId({ at: 'MSH-10' });
    if (mapping === undefined) throw errors.unknownType({ at: 'MSH-9', detail: type.slice(0, 20) });
    const answer = await apply(decoded, mapping, channel, options, done);
    return { code: 'AA', state: 'applied', type, ...answer };
  } catch (error) {
    const reason = understand(error, options);
    const code = mapping === undefined || decoded.controlId === '' ? 'AR' : 'AE';
    return { code, state: reason.status === 503 ? 'retry' : 'parked', type, reason: reason.outcome };
  }
}
