import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { mayEndMissing } from '../rules/may-end-missing.ts';
import { draft } from './draft-parameters.ts';

interface Decision {
  readonly draft: string;
  readonly endMissing: boolean;
}

/** POST $catalog-apply: what was previewed takes effect at its day. Whether missing codes end is said each time. */
export const catalogApply: Operation<Decision, { readonly written: number; readonly ended: number }> = {
  definition: {
    code: 'catalog-apply',
    title: { vi: 'Áp dụng danh mục mới', en: 'Apply a catalog' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      draft,
      { name: 'endMissing', use: 'in', min: 1, max: '1', type: 'boolean' },
      { name: 'written', use: 'out', min: 1, max: '1', type: 'integer' },
      { name: 'ended', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
  },
  async run(ctx, _id, { draft: id, endMissing }) {
    const { counts, name, version } = await ctx.engines.catalogs.read(id, 1);
    if (endMissing && !mayEndMissing(counts.changed + counts.unchanged, counts.missing))
      throw errors.endsEverything({ at: 'endMissing', missing: counts.missing });
    const { written, ended } = await ctx.engines.catalogs.apply(id, endMissing, ctx.now());
    await ctx.engines.note([`catalog/${name}`], `${version}: ${written} written, ${ended} ended`);
    return { written, ended };
  },
};
