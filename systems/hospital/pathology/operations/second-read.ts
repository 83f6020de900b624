import { toVnIso } from '@lienmach/core';
import { type Operation, one } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { loadCase, writeCase } from './load-case.ts';

interface SecondReadInput {
  readonly version?: string;
  readonly agrees: boolean;
  readonly remark?: string;
}

/** POST DiagnosticReport/{id}/$second-read: somebody else has looked at the slides and agrees, or does not and says why. */
export const secondRead: Operation<SecondReadInput, { readonly version: string }> = {
  definition: {
    code: 'second-read',
    title: { vi: 'Đọc lần hai', en: 'Second reading' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'version', 'string', 0),
      one('in', 'agrees', 'boolean'),
      one('in', 'remark', 'string', 0),
      one('out', 'version', 'string'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, { version, agrees, remark = '' }) {
    const loaded = await loadCase(ctx, id, version);
    const { sheet } = loaded;
    if (sheet.readBy === undefined) throw errors.nothingToTell({ at: 'DiagnosticReport' });
    if (sheet.readBy.reference === ctx.actor.reference) throw errors.sameReader({ at: 'DiagnosticReport' });
    if (!agrees && remark.trim() === '') throw errors.remarkMissing({ at: 'remark' });
    const secondReading = { by: ctx.actor, at: toVnIso(ctx.now()), agrees, remark: remark.trim() };
    return { version: await writeCase(ctx, loaded, { ...sheet, secondReading }) };
  },
};
