import type { MessageLine, MessageQuery } from '@lienmach/exchange';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { explained, integrators, list, out, outs, present, take, why } from './desk-parameters.ts';

interface Question extends Omit<MessageQuery, 'from' | 'until' | 'state'> {
  readonly state?: 'received' | 'applied' | 'parked' | 'refused';
  readonly from?: string;
  readonly until?: string;
}

interface Answer {
  readonly message: readonly object[];
  readonly next?: string;
}

/** a message without its content */
const lineParts: readonly OperationParameter[] = [
  ...outs(['id', 'partner', 'channel', 'controlId'], 'string'),
  ...outs(['type', 'patientKey', 'orderKey', 'corrects'], 'string', 0),
  out('state', 'code'),
  out('received', 'instant'),
  out('attempts', 'integer'),
  out('took', 'decimal', 0),
  ...why,
];

const toldLine = ({ reason, received, stages, ...line }: MessageLine): object => ({
  ...line,
  received: received.toISOString(),
  ...present('took', stages.answered),
  ...(reason === undefined ? {} : explained(reason)),
});

const moment = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

/** POST $message-search: the log of messages, newest first, a page at a time; what was looked for is in the access log. */
export const messageSearch: Operation<Question, Answer> = {
  definition: {
    code: 'message-search',
    title: { vi: 'Tìm bản tin', en: 'Search messages' },
    level: 'system',
    affectsState: true, // numbers of patients stand in no address
    allow: integrators,
    usesEngines: true,
    parameter: [
      ...['patientKey', 'orderKey', 'controlId', 'partner', 'channel', 'group', 'after'].map((name) => take(name)),
      take('state', 0, 'code'),
      take('from', 0, 'instant'),
      take('until', 0, 'instant'),
      take('limit', 0, 'integer'),
      list('message', lineParts),
      out('next', 'string', 0),
    ],
  },
  async run(ctx, _id, { from, until, ...question }) {
    const { patientKey, orderKey } = question;
    const query = { ...question, from: moment(from), until: moment(until) };
    const { items, next } = await ctx.engines.messages.search(query);
    if (patientKey !== undefined || orderKey !== undefined)
      await ctx.engines.note(
        items.map(({ id }) => `message/${id}`),
        'found by number',
      );
    return { message: items.map(toldLine), ...present('next', next) };
  },
};
