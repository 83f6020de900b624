import { isFhirError } from '@lienmach/outcome';
import type { Bundle, OperationOutcome } from 'fhir/r4';
import { errors } from './errors.ts';
import type { InboundChannel } from './inbound-channel.ts';
import { type JudgeOptions, mappingFor, prepare, readMessage, understand } from './judge-message.ts';

/** What a pasted message would do. Nothing was written, logged or sent. */
export interface Trial {
  readonly type?: string;
  readonly controlId?: string;
  readonly patientKey?: string;
  readonly orderKey?: string;
  /** id of the mapping that would take it */
  readonly mapping?: string;
  /** what would be written */
  readonly bundle?: Bundle;
  /** what the sender would hear in place of the plain acknowledgement */
  readonly reply?: string;
  /** why it would be parked or turned away */
  readonly reason?: OperationOutcome;
}

/** Takes a message through every stage but the last. */
export async function tryMessage(raw: Uint8Array, channel: InboundChannel, options: JudgeOptions): Promise<Trial> {
  const read = readMessage(raw, channel, options);
  if (!('content' in read)) return read.reason === undefined ? {} : { reason: read.reason };
  const { type, controlId, patientKey, orderKey } = read;
  const mapping = mappingFor(type, channel, options.mappings);
  const seen = {
    type,
    controlId,
    ...(patientKey === undefined ? {} : { patientKey }),
    ...(orderKey === undefined ? {} : { orderKey }),
    ...(mapping === undefined ? {} : { mapping: mapping.id ?? mapping.on }),
  };
  if (channel.forward !== undefined) return seen;
  try {
    if (mapping === undefined) throw errors.unknownType({ at: 'MSH-9', detail: type.slice(0, 20) });
    const caller = options.caller(channel.partner, type, mapping.actAs);
    const { bundle, reply } = await prepare(read, mapping, channel, { ...options, caller: () => caller });
    return { ...seen, bundle, ...(reply === undefined ? {} : { reply: Buffer.from(reply).toString('utf-8') }) };
  } catch (thrown) {
    const reason = isFhirError(thrown) ? thrown : understand(thrown, options);
    return { ...seen, reason: reason.outcome };
  }
}
