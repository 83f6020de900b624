import { findCatalog, readCatalogBytes } from '@lienmach/catalogs';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { dayOfQuestion } from '../rules/day-of-question.ts';
import { draftParts, shownDraft } from './draft-parameters.ts';

interface Upload {
  readonly name: string;
  readonly version: string;
  readonly source?: string;
  readonly effective: string;
  readonly file: string;
}

const MEGABYTES = 16;

/** lists whose codes belong to others: only rows with this property are theirs */
const holds: Readonly<Record<string, string>> = { 'service-prices': 'price' };

/** @throws catalog-desk.fileTooLarge */
function bytesOf(file: string): Uint8Array {
  if (file.length > MEGABYTES * 1_400_000) throw errors.fileTooLarge({ at: 'file', limit: MEGABYTES });
  return Buffer.from(file, 'base64');
}

/** POST $catalog-draft: reads an official file beside its catalog and says what it would change. Nothing changes yet. */
export const catalogDraft: Operation<Upload, object> = {
  definition: {
    code: 'catalog-draft',
    title: { vi: 'Xem trước danh mục mới', en: 'Preview of a catalog' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      { name: 'name', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'version', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'source', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'effective', use: 'in', min: 1, max: '1', type: 'date' },
      { name: 'file', use: 'in', min: 1, max: '1', type: 'base64Binary' },
      ...draftParts,
    ],
  },
  async run(ctx, _id, { name, version, source = '', effective, file }) {
    const definition = findCatalog(name);
    if (version.trim() === '') throw errors.versionMissing({ at: 'version' });
    const property = holds[name];
    const made = await ctx.engines.catalogs.draft({
      system: definition.system,
      name,
      version: version.trim(),
      source: source.trim() || definition.source,
      effective: dayOfQuestion(effective, ctx.now()),
      by: ctx.actor.reference,
      rows: readCatalogBytes(bytesOf(file), definition),
      now: ctx.now(),
      ...(property === undefined ? {} : { holds: property }),
    });
    await ctx.engines.note([`catalog/${name}`], `draft ${version.trim()}`);
    if (made.rows > 0) return shownDraft(made);
    const reason = made.refused[0]?.reason;
    await ctx.engines.catalogs.discard(made.id);
    throw errors.noRows({ at: 'file', ...(reason === undefined ? {} : { detail: reason }) });
  },
};
