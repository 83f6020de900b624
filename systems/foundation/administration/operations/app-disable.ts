import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

/** POST $app-disable: the program gets no token any more; those it has end within a minute. */
export const appDisable: Operation<{ readonly id: string }, void> = {
  definition: {
    code: 'app-disable',
    title: { vi: 'Khóa ứng dụng', en: 'Disable an app' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [{ name: 'id', use: 'in', min: 1, max: '1', type: 'string' }],
  },
  async run(ctx, _id, { id }) {
    if (!(await ctx.engines.clients.disable(id))) throw errors.unknownApp({ at: 'id' });
    await ctx.engines.note([`client:${id}`]);
  },
};
