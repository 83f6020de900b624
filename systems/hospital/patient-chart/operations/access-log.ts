import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { type AccessEntry, accessEntry } from '../rules/access-entry.ts';
import { mayReadAccessLog } from '../rules/may-read-access-log.ts';

export interface AccessLogPage {
  readonly entry: readonly AccessEntry[];
  /** `cursor` of the older page */
  readonly next?: string;
}

const PAGE = 100;
const out = (name: string, type: string, min: number, max: '1' | '*'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

/** GET Patient/{id}/$access-log: who opened this record, newest first, page after page. */
export const accessLog: Operation<{ readonly cursor?: string }, AccessLogPage> = {
  definition: {
    code: 'access-log',
    title: { vi: 'Ai đã mở hồ sơ', en: 'Who opened the record' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'cursor', use: 'in', min: 0, max: '1', type: 'string' },
      {
        name: 'entry',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('at', 'instant', 1, '1'),
          out('who', 'string', 1, '1'),
          out('name', 'string', 1, '1'),
          out('activity', 'string', 1, '1'),
          out('action', 'code', 1, '1'),
          out('refused', 'boolean', 1, '1'),
          out('kind', 'code', 0, '*'),
          out('purpose', 'string', 0, '1'),
        ],
      },
      out('next', 'string', 0, '1'),
    ],
    allow: ['doctor', 'records-clerk', 'administrator'],
    readsAs: ['access-log'],
  },
  async run(ctx, id, { cursor }) {
    const patient = await ctx.store.read('Patient', id);
    const ownVisit = await ctx.store.find(
      'Encounter',
      `patient=Patient/${patient.id}&participant=${ctx.actor.reference}&status:not=cancelled,entered-in-error`,
    );
    if (!mayReadAccessLog(ctx.roles, ownVisit !== undefined)) throw errors.notTreating({ at: 'Patient' });
    const page = await ctx.accessLog.ofPatient(id, { count: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    return { entry: page.items.map(accessEntry), ...(page.next === undefined ? {} : { next: page.next }) };
  },
};
