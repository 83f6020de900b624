import { plainReason } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';

interface Desk {
  readonly job: readonly object[];
  readonly waitingJobs: number;
}

const explained = (reason: Parameters<typeof plainReason>[0]) => {
  const { text, detail } = plainReason(reason);
  return { reason: text, ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
};

/** GET $operations-desk: reactions that stopped behind the scenes and wait for a person. */
export const operationsDesk: Operation<void, Desk> = {
  definition: {
    code: 'operations-desk',
    title: { vi: 'Bàn vận hành', en: 'Operations desk' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      {
        name: 'job',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'id', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'handler', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'subject', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'attempts', use: 'out', min: 1, max: '1', type: 'integer' },
          { name: 'runAt', use: 'out', min: 1, max: '1', type: 'instant' },
          { name: 'reason', use: 'out', min: 0, max: '1', type: 'string' },
          { name: 'detail', use: 'out', min: 0, max: '1', type: 'string' },
        ],
      },
      { name: 'waitingJobs', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
  },
  async run({ engines }) {
    const [jobs, waitingJobs] = await Promise.all([engines.jobs.troubled(), engines.jobs.waiting()]);
    const job = jobs.map(({ id, handler, subject, state, attempts, runAt, reason }) => ({
      id: String(id),
      handler,
      subject,
      state,
      attempts,
      runAt,
      ...explained(reason),
    }));
    return { job, waitingJobs };
  },
};
