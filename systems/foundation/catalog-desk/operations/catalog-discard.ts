import type { Operation } from '@lienmach/system-kit';
import { draft } from './draft-parameters.ts';

/** POST $catalog-discard: the preview is thrown away; the catalog stays as it is. */
export const catalogDiscard: Operation<{ readonly draft: string }, void> = {
  definition: {
    code: 'catalog-discard',
    title: { vi: 'Bỏ bản xem trước', en: 'Throw a preview away' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [draft],
  },
  async run(ctx, _id, { draft: id }) {
    await ctx.engines.catalogs.discard(id);
  },
};
