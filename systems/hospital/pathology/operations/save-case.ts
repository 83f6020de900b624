import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, many, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { BundleEntry, Specimen } from 'fhir/r4';
import { benchObstacles, slideLabel } from '../rules/bench-obstacles.ts';
import { materialsOf } from '../rules/case-materials.ts';
import type { CaseSheet, Slide } from '../rules/case-sheet.ts';
import { loadCase, putEntry, writeCase } from './load-case.ts';

interface SaveInput {
  readonly version?: string;
  readonly gross?: string;
  readonly block: readonly { readonly label: string; readonly what?: string }[];
  readonly slide: readonly {
    readonly block: string;
    readonly number: number;
    readonly stain: string;
    readonly marker?: string;
    readonly ready?: boolean;
  }[];
}

function slideFrom(ctx: Context, before: CaseSheet, asked: SaveInput['slide'][number]): Slide {
  const block = asked.block.trim().toUpperCase();
  const known = before.slides.find((one) => slideLabel(one) === slideLabel({ ...asked, block }));
  const readyAt = asked.ready === true ? (known?.readyAt ?? toVnIso(ctx.now())) : undefined;
  return {
    block,
    number: asked.number,
    stain: asked.stain,
    marker: (asked.marker ?? '').trim(),
    orderedBy: known?.orderedBy ?? ctx.actor.display,
    ...(readyAt === undefined ? {} : { readyAt }),
  };
}

function sheetFrom(ctx: Context, before: CaseSheet, input: SaveInput): CaseSheet {
  const gross = (input.gross ?? '').trim();
  const grossedAt = before.grossedAt ?? (gross === '' ? undefined : toVnIso(ctx.now()));
  return {
    ...before,
    gross,
    ...(grossedAt === undefined ? {} : { grossedAt }),
    blocks: input.block.map(({ label, what = '' }) => ({ label: label.trim().toUpperCase(), what: what.trim() })),
    slides: input.slide.map((slide) => slideFrom(ctx, before, slide)),
    isChanged: before.isChanged || gross !== before.gross,
  };
}

/** written are new materials and changed ones; what stands on the sheet no more was a mistake */
async function materialEntries(ctx: Context, before: CaseSheet, sheet: CaseSheet, subject: Specimen['subject']) {
  const wanted = materialsOf(sheet, subject ?? {});
  const earlier = materialsOf(before, subject ?? {});
  const text = (one: Specimen | undefined): string => JSON.stringify(one);
  const changed = wanted.filter((one) => text(one) !== text(earlier.find(({ id }) => id === one.id)));
  const gone = earlier.filter(({ id }) => !wanted.some((one) => one.id === id));
  const known = await searchEach(
    ctx.store,
    'Specimen',
    '_id',
    [...changed, ...gone].map(({ id }) => id ?? ''),
  );
  const at = new Map(known.map((one) => [one.id, one]));
  const merged = (one: Specimen, status: NonNullable<Specimen['status']>): BundleEntry => {
    const found = at.get(one.id);
    return putEntry({ ...one, ...(found?.meta === undefined ? {} : { meta: found.meta }), status });
  };
  return [...changed.map((one) => merged(one, 'available')), ...gone.map((one) => merged(one, 'entered-in-error'))];
}

/** POST DiagnosticReport/{id}/$save-case: what the bench has done with the tissue: gross description, blocks, slides and stains, whole. */
export const saveCase: Operation<SaveInput, { readonly version: string }> = {
  definition: {
    code: 'save-case',
    title: { vi: 'Lưu đại thể, khối và lam', en: 'Save gross description, blocks and slides' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'version', 'string', 0),
      one('in', 'gross', 'string', 0),
      many('in', 'block', [one('in', 'label', 'string'), one('in', 'what', 'string', 0)]),
      many('in', 'slide', [
        one('in', 'block', 'string'),
        one('in', 'number', 'integer'),
        one('in', 'stain', 'code'),
        one('in', 'marker', 'string', 0),
        one('in', 'ready', 'boolean', 0),
      ]),
      one('out', 'version', 'string'),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, input) {
    const loaded = await loadCase(ctx, id, input.version);
    const sheet = sheetFrom(ctx, loaded.sheet, input);
    const obstacles = benchObstacles(loaded.sheet, sheet);
    if (obstacles.length > 0) throw combine(obstacles);
    const materials = await materialEntries(ctx, loaded.sheet, sheet, loaded.report.subject);
    return { version: await writeCase(ctx, loaded, sheet, materials) };
  },
};
