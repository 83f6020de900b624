import type { Caller, FhirStore, ResourceType, Sql } from '@lienmach/fhir-store';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import { type AckCode, acknowledge } from './ack.ts';
import { errors } from './errors.ts';
import type { Hl7Message } from './hl7-message.ts';
import { readHl7 } from './hl7-parse.ts';
import { type LoggedMessage, type MessageLog, type MessageState, messageLog } from './message-log.ts';

/** What a room registers, as far as the gateway needs to know it (`MessageMapping` of system-kit fits). */
export interface InboundMapping {
  readonly on: string;
  needs(message: Hl7Message): Readonly<Record<string, string>>;
  map(message: Hl7Message, found: Readonly<Record<string, FhirResource>>, now: Date): Bundle;
}

export interface InboundOptions {
  readonly sql: Sql;
  readonly store: FhirStore;
  readonly mappings: readonly InboundMapping[];
  /** in whose name a partner's messages are written: role `integration` */
  readonly caller: (partner: string, type: string) => Caller;
  readonly now: () => Date;
  /** something that is no FhirError was thrown; the message is parked, this is for the operator's log */
  readonly onBug?: (error: unknown) => void;
}

export interface Inbound {
  /** Never throws: whatever comes, there is an acknowledgement to send back. */
  receive(raw: Uint8Array, partner: string): Promise<Uint8Array>;
  /** Handles a parked message again, after a person removed the cause. @throws exchange.unknownMessage, exchange.notParked */
  replay(id: string): Promise<MessageState>;
  /** A person gives a parked message up. @throws exchange.unknownMessage, exchange.notParked */
  refuse(id: string, reason: OperationOutcome): Promise<void>;
  /**
   * A person mended the content: the original is kept as it came and points to the new message, which is handled now.
   * @throws exchange.unknownMessage, exchange.notParked, exchange.sameContent
   */
  correct(id: string, raw: Uint8Array): Promise<{ readonly id: string; readonly state: MessageState }>;
  /**
   * What was logged and never settled (a crash, a database that was away) is handled now; mappings are idempotent.
   * @param quiet  milliseconds a message must have lain; default 0: after a start everything
   */
  recover(quiet?: number): Promise<number>;
  readonly log: MessageLog;
}

interface Verdict {
  readonly code: AckCode;
  readonly state: Exclude<MessageState, 'received'> | 'retry';
  readonly type?: string | undefined;
  readonly reason?: OperationOutcome | undefined;
}

export function openInbound(options: InboundOptions): Inbound {
  const log = messageLog(options.sql);
  const underWay = new Map<string, Promise<Uint8Array>>();

  async function handle(message: LoggedMessage, isReused: boolean): Promise<[Verdict, Uint8Array]> {
    const verdict = isReused ? reused(message) : await judge(message.raw, message.partner, options);
    const { code, state, type, reason } = verdict;
    const at = options.now();
    const answer = acknowledge(message.raw, { code, controlId: `A${message.id}`, at, outcome: reason });
    if (state !== 'retry') await log.settle(message.id, { state, type, reason, answer }, at);
    return [verdict, message.answer ?? answer];
  }

  async function arrive(raw: Uint8Array, partner: string): Promise<Uint8Array> {
    const { message, isRepeat, isReused } = await log.arrive(partner, raw, options.now());
    // what was read of a repeat may be older than the answer that its twin has got meanwhile
    const answer = isRepeat && !underWay.has(message.id) ? (await log.read(message.id)).answer : undefined;
    if (answer !== undefined) return answer;
    const running = underWay.get(message.id);
    if (running !== undefined) return running;
    const work = handle(message, isReused).then(([, answer]) => answer);
    underWay.set(message.id, work);
    return work.finally(() => underWay.delete(message.id));
  }

  async function waiting(id: string): Promise<LoggedMessage> {
    const message = await log.read(id);
    if (message.state !== 'parked' && message.state !== 'received') throw errors.notParked({ detail: message.state });
    return message;
  }

  return {
    log,
    async receive(raw, partner) {
      try {
        return await arrive(raw, partner);
      } catch (error) {
        // the log itself is away: nothing was kept, so the sender has to keep it
        const reason = understand(error, options).outcome;
        return acknowledge(raw, { code: 'AE', controlId: '0', at: options.now(), outcome: reason });
      }
    },
    async replay(id) {
      const [verdict] = await handle(await waiting(id), false);
      return verdict.state === 'retry' ? 'received' : verdict.state;
    },
    async refuse(id, reason) {
      const { raw } = await waiting(id);
      const at = options.now();
      const answer = acknowledge(raw, { code: 'AR', controlId: `A${id}`, at, outcome: reason });
      await log.settle(id, { state: 'refused', reason, answer }, at);
    },
    async correct(id, raw) {
      const original = await waiting(id);
      const at = options.now();
      const { message, isRepeat } = await log.arrive(original.partner, raw, at, id);
      if (isRepeat) throw errors.sameContent();
      // settled first: after a crash the new message still waits, and the old one is not handled twice
      const reason = errors.corrected({ by: message.id }).outcome;
      const answer = acknowledge(original.raw, { code: 'AR', controlId: `A${id}`, at, outcome: reason });
      await log.settle(id, { state: 'refused', reason, answer }, at);
      const [verdict] = await handle(message, false);
      return { id: message.id, state: verdict.state === 'retry' ? 'received' : verdict.state };
    },
    async recover(quiet = 0) {
      const until = options.now().getTime() - quiet;
      const left = (await log.list('received', 1000)).filter(
        ({ id, received }) => received.getTime() <= until && !underWay.has(id),
      );
      for (const message of left) await handle(message, false);
      return left.length;
    },
  };
}

function reused(message: LoggedMessage): Verdict {
  const { outcome } = errors.controlIdReused({ at: 'MSH-10', detail: message.controlId });
  return { code: 'AE', state: 'parked', reason: outcome };
}

/** Reads, finds the room, finds what the message speaks of, writes. Everything that stops it becomes a verdict. */
async function judge(raw: Uint8Array, partner: string, options: InboundOptions): Promise<Verdict> {
  let message: Hl7Message;
  try {
    message = readHl7(raw);
  } catch (error) {
    const reason = understand(error, options);
    return { code: 'AR', state: reason.code === 'exchange.notHl7' ? 'refused' : 'parked', reason: reason.outcome };
  }
  const { type } = message;
  const mapping = options.mappings.find((one) => one.on === type);
  try {
    if (message.controlId === '') throw errors.missingControlId({ at: 'MSH-10' });
    if (mapping === undefined) throw errors.unknownType({ at: 'MSH-9', detail: type.slice(0, 20) });
    await apply(message, mapping, options.caller(partner, type), options);
    return { code: 'AA', state: 'applied', type };
  } catch (error) {
    const reason = understand(error, options);
    const code = mapping === undefined || message.controlId === '' ? 'AR' : 'AE';
    return { code, state: reason.status === 503 ? 'retry' : 'parked', type, reason: reason.outcome };
  }
}

/** Somebody may write to the same resources in between (412): then everything is read anew, three times at most. */
async function apply(message: Hl7Message, mapping: InboundMapping, caller: Caller, options: InboundOptions) {
  for (let attempt = 1; ; attempt++) {
    const found = await findNeeds(mapping.needs(message), caller, options.store);
    const bundle = mapping.map(message, found, options.now());
    try {
      await options.store.bundle(caller, bundle);
      return;
    } catch (error) {
      if (!isFhirError(error) || error.status !== 412 || attempt === 3) throw error;
    }
  }
}

/** how the integration desk reads a resource type */
const labels: Readonly<Record<string, string>> = {
  Patient: 'người bệnh',
  Encounter: 'lượt khám',
  ServiceRequest: 'chỉ định',
  DiagnosticReport: 'phiếu kết quả',
  Specimen: 'mẫu bệnh phẩm',
};

async function findNeeds(needs: Readonly<Record<string, string>>, caller: Caller, store: FhirStore) {
  const found: Record<string, FhirResource> = {};
  for (const [name, search] of Object.entries(needs)) {
    const [type = '', query = ''] = search.split('?', 2);
    const { matches, ignored } = await store.search(
      caller,
      type as ResourceType,
      new URLSearchParams(`${query}&_count=2`),
    );
    const [only, second] = matches;
    const label = labels[type] ?? type;
    // a criterion without value or meaning would find anybody
    if (ignored.length > 0) throw errors.needMissing({ need: name, label, detail: ignored.join(', ') });
    if (only === undefined) throw errors.needMissing({ need: name, label });
    if (second !== undefined) throw errors.needAmbiguous({ need: name, label });
    found[name] = JSON.parse(only.text) as FhirResource;
  }
  return found;
}

function understand(error: unknown, options: InboundOptions): FhirError {
  if (isFhirError(error)) return error;
  options.onBug?.(error);
  return errors.bug();
}
