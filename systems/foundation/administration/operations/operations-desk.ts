import type { Engines, Operation, OperationParameter } from '@lienmach/system-kit';
import { plainReason } from '../rules/plain-reason.ts';

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const list = (name: string, part: readonly OperationParameter[]): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part,
});
const why = [out('reason', 'string', 0), out('detail', 'string', 0)];

interface Desk {
  readonly message: readonly object[];
  readonly outgoing: readonly object[];
  readonly job: readonly object[];
  readonly link: readonly object[];
  readonly waitingJobs: number;
  readonly received: number;
}

const explained = (reason: Parameters<typeof plainReason>[0]) => {
  const { text, detail } = plainReason(reason);
  return { reason: text, ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
};

async function messages({ messages: desk }: Engines): Promise<object[]> {
  const parked = await desk.list('parked', 200);
  return parked.map(({ id, partner, controlId, type, received, attempts, corrects, reason }) => ({
    id,
    partner,
    controlId,
    received: received.toISOString(),
    attempts,
    ...(type === undefined ? {} : { type }),
    ...(corrects === undefined ? {} : { corrects }),
    ...explained(reason),
  }));
}

async function outgoing({ messages: desk }: Engines): Promise<object[]> {
  return (await desk.outgoing()).map(({ queued, due, reason, ...message }) => ({
    ...message,
    queued: queued.toISOString(),
    due: due.toISOString(),
    ...explained(reason),
  }));
}

async function links({ messages: desk }: Engines, channels: readonly string[]): Promise<object[]> {
  return (await desk.links(channels)).map(({ waitingSince, lastSent, lastReceived, ...link }) => ({
    ...link,
    ...(waitingSince === undefined ? {} : { waitingSince: waitingSince.toISOString() }),
    ...(lastSent === undefined ? {} : { lastSent: lastSent.toISOString() }),
    ...(lastReceived === undefined ? {} : { lastReceived: lastReceived.toISOString() }),
  }));
}

/** GET $operations-desk: what waits for a person behind the scenes, and how the partner channels do. No content of messages. */
export const operationsDesk: Operation<void, Desk> = {
  definition: {
    code: 'operations-desk',
    title: { vi: 'Bàn vận hành', en: 'Operations desk' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      list('message', [
        ...['id', 'partner', 'controlId'].map((name) => out(name, 'string')),
        out('type', 'string', 0),
        out('corrects', 'string', 0),
        out('received', 'instant'),
        out('attempts', 'integer'),
        ...why,
      ]),
      list('outgoing', [
        ...['id', 'channel', 'controlId'].map((name) => out(name, 'string')),
        out('state', 'code'),
        out('attempts', 'integer'),
        ...['queued', 'due'].map((name) => out(name, 'instant')),
        ...why,
      ]),
      list('job', [
        ...['id', 'handler', 'subject'].map((name) => out(name, 'string')),
        out('state', 'code'),
        out('attempts', 'integer'),
        out('runAt', 'instant'),
        ...why,
      ]),
      list('link', [
        out('channel', 'string'),
        ...['waiting', 'attempts'].map((name) => out(name, 'integer')),
        ...['waitingSince', 'lastSent', 'lastReceived'].map((name) => out(name, 'instant', 0)),
      ]),
      ...['waitingJobs', 'received'].map((name) => out(name, 'integer')),
    ],
  },
  async run(ctx) {
    const { engines, site } = ctx;
    const [message, sent, jobs, link, waitingJobs, received] = await Promise.all([
      messages(engines),
      outgoing(engines),
      engines.jobs.troubled(),
      links(
        engines,
        site.partners.map(({ id }) => id),
      ),
      engines.jobs.waiting(),
      engines.messages.count('received'),
    ]);
    const job = jobs.map(({ id, handler, subject, state, attempts, runAt, reason }) => ({
      id: String(id),
      handler,
      subject,
      state,
      attempts,
      runAt,
      ...explained(reason),
    }));
    return { message, outgoing: sent, job, link, waitingJobs, received };
  },
};
