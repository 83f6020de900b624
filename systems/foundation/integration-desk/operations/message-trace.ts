import type { LoggedMessage } from '@lienmach/exchange';
import type { Operation } from '@lienmach/system-kit';
import { maskMessage } from '../rules/mask-message.ts';
import { messageStages, type StageOfMessage } from '../rules/message-stages.ts';
import { explained, id, integrators, list, out, outs, present, why } from './desk-parameters.ts';

interface Trace {
  readonly stage: readonly StageOfMessage[];
  readonly received: string;
  readonly answer?: string;
  /** where the refusal points to, e.g. `OBX-3` */
  readonly place?: string;
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined
    ? undefined
    : maskMessage(Buffer.from(bytes).toString('utf8').replaceAll(/\r\n?/g, '\n')).slice(0, 4000);

function toldOf(message: LoggedMessage): Trace {
  const { partner, channel = partner, controlId, type, state, reason, received, attempts } = message;
  const { patientKey, orderKey, corrects, answer, stages } = message;
  return {
    ...{ partner, channel, controlId, state, attempts },
    ...present('type', type),
    ...present('patientKey', patientKey),
    ...present('orderKey', orderKey),
    ...present('corrects', corrects),
    received: received.toISOString(),
    stage: messageStages({ state, type, ...stages }),
    ...(reason === undefined ? {} : explained(reason)),
    ...present('place', reason?.issue.find(({ expression }) => expression !== undefined)?.expression?.[0]),
    ...present('answer', textOf(answer)),
  };
}

/** POST $message-trace: one message through all its stages: how long each took, where it stopped and why, what was answered. */
export const messageTrace: Operation<{ readonly id: string }, Trace> = {
  definition: {
    code: 'message-trace',
    title: { vi: 'Đường đi của bản tin', en: 'Way of a message' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [
      id,
      ...outs(['partner', 'channel', 'controlId'], 'string'),
      ...outs(['type', 'patientKey', 'orderKey', 'corrects', 'answer', 'place'], 'string', 0),
      out('state', 'code'),
      out('received', 'instant'),
      out('attempts', 'integer'),
      ...why,
      list('stage', [...outs(['name', 'state'], 'code'), out('took', 'decimal', 0)]),
    ],
  },
  async run(ctx, _id, { id: message }) {
    const found = await ctx.engines.messages.read(message);
    await ctx.engines.note([`message/${message}`], 'stages');
    return toldOf(found);
  },
};
