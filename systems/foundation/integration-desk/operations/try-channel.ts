import { type Channel, parseChannelDefinition, type Trial, type UnknownCode, unknownCodesOf } from '@lienmach/exchange';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Bundle, OperationOutcome } from 'fhir/r4';
import { errors } from '../errors.ts';
import { patientsIn, replySummary } from '../rules/tried-message.ts';
import { list, out, outs } from './desk-parameters.ts';
import { channelOf, recordOf } from './read-channel.ts';

interface Input {
  /** id of a saved channel, or … */
  readonly channel?: string;
  /** … a definition that is not saved yet */
  readonly definition?: string;
  /** the message, as it would come */
  readonly content: string;
  /** show also what would be written; stands in the access log */
  readonly reveal?: boolean;
}

interface Outcome {
  readonly type?: string;
  readonly controlId?: string;
  readonly mapping?: string;
  /** `PUT Observation/…`: what would be written, without content */
  readonly write?: readonly string[];
  readonly bundle?: Bundle;
  /** what the sender would hear: its type and length, never what it says */
  readonly reply?: string;
  readonly outcome?: OperationOutcome;
  /** codes that the channel's map does not know */
  readonly unknown: readonly UnknownCode[];
}

const given = (name: string, type: string, min: 0 | 1): OperationParameter => ({
  name,
  use: 'in',
  min,
  max: '1',
  type,
});
const told = (name: string, type: string, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max,
  type,
});

async function channelToTry(ctx: Context, { channel, definition }: Input): Promise<Channel> {
  if (definition !== undefined)
    return { id: channel ?? 'thu', name: '', status: 'test', definition: parseChannelDefinition(definition) };
  if (channel === undefined) throw errors.nothingToTry({ at: 'channel' });
  return channelOf(recordOf(await ctx.store.read('Endpoint', channel)));
}

const outcomeOf = ({ type, controlId, mapping, bundle, reply, reason }: Trial, isRevealed: boolean): Outcome => ({
  ...(type === undefined ? {} : { type }),
  ...(controlId === undefined || controlId === '' ? {} : { controlId }),
  ...(mapping === undefined ? {} : { mapping }),
  ...(bundle?.entry === undefined
    ? {}
    : { write: bundle.entry.flatMap(({ request }) => (request ? [`${request.method} ${request.url}`] : [])) }),
  ...(bundle !== undefined && isRevealed ? { bundle } : {}),
  ...(reply === undefined ? {} : { reply: replySummary(reply) }),
  ...(reason === undefined ? {} : { outcome: reason }),
  unknown: unknownCodesOf(reason),
});

/** POST Endpoint/$try-channel: a pasted message through every stage but the write. Nothing is written, logged as a message or sent. */
export const tryChannel: Operation<Input, Outcome> = {
  definition: {
    code: 'try-channel',
    title: { vi: 'Thử bản tin trên kênh', en: 'Try a message on a channel' },
    resource: ['Endpoint'],
    level: 'type',
    affectsState: true,
    allow: ['integrator'],
    usesEngines: true,
    parameter: [
      given('channel', 'string', 0),
      given('definition', 'string', 0),
      given('content', 'string', 1),
      given('reveal', 'boolean', 0),
      told('type', 'string'),
      told('controlId', 'string'),
      told('mapping', 'string'),
      told('write', 'string', '*'),
      told('bundle', 'Bundle'),
      told('reply', 'string'),
      told('outcome', 'OperationOutcome'),
      list('unknown', [...outs(['at', 'code'], 'string'), out('system', 'string', 0)]),
    ],
  },
  async run(ctx, _id, input) {
    const channel = await channelToTry(ctx, input);
    if (channel.definition.direction !== 'in') throw errors.onlyIncoming({ at: 'direction' });
    const isHl7 = (channel.definition.codec ?? 'hl7v2') === 'hl7v2';
    // a pasted message has the line ends of the clipboard
    const text = isHl7 ? input.content.replaceAll(/\r?\n/g, '\r') : input.content;
    const trial = await ctx.engines.channels.try(Buffer.from(text, 'utf-8'), channel);
    const isRevealed = input.reveal === true;
    const seen = [`channel/${channel.id}`, ...(isRevealed ? patientsIn(trial.bundle) : [])];
    await ctx.engines.note(seen, isRevealed ? 'revealed' : 'masked');
    return outcomeOf(trial, isRevealed);
  },
};
