import { catalogList } from '@lienmach/catalogs';
import { toVnDay } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

/** GET $catalogs: every list the house can read: its edition, where it comes from, how many codes are in force today. */
export const catalogs: Operation<void, { readonly catalog: readonly object[] }> = {
  definition: {
    code: 'catalogs',
    title: { vi: 'Các danh mục', en: 'Catalogs' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      {
        name: 'catalog',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          ...['name', 'titleVi', 'titleEn', 'system', 'source'].map((name) => out(name, 'string')),
          out('format', 'code'),
          out('column', 'string', 0),
          out('version', 'string', 0),
          out('loadedAt', 'instant', 0),
          ...['inForce', 'loaded', 'refused'].map((name) => out(name, 'integer', 0)),
          out('nextChange', 'date', 0),
        ],
      },
    ],
  },
  async run(ctx) {
    const editions = await ctx.engines.catalogs.editions(toVnDay(ctx.now()));
    const catalog = catalogList.map(({ name, title, system, source, format, columns, optional = [] }) => {
      const own = editions.filter((edition) => edition.system === system);
      // loads of earlier releases did not write down which list they were
      const edition = own.find((one) => one.name === name) ?? own.find((one) => one.name === undefined);
      return {
        name,
        titleVi: title.vi,
        titleEn: title.en,
        system,
        format,
        column: [...columns, ...optional.map((one) => `(${one})`)].join(', '),
        source: edition?.source ?? source,
        ...(edition === undefined
          ? {}
          : {
              version: edition.version,
              loadedAt: edition.loadedAt,
              inForce: edition.inForce,
              loaded: edition.loaded,
              refused: edition.refused,
              ...(edition.nextChange === undefined ? {} : { nextChange: edition.nextChange }),
            }),
      };
    });
    return { catalog };
  },
};
