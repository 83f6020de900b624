import { addDays, codeSystems, identifierSystems, nameText, toVnDay } from '@lienmach/core';
import { type Context, many, type Operation, one, searchEach } from '@lienmach/system-kit';
import type { Patient, Reference, Specimen } from 'fhir/r4';
import type { Material } from '../catalogs/retention-periods.ts';
import { errors } from '../errors.ts';
import { slideLabel } from '../rules/bench-obstacles.ts';
import { materialId } from '../rules/case-materials.ts';
import { type CaseSheet, sheetOf } from '../rules/case-sheet.ts';
import { type MaterialLine, materialLine, materialOf } from '../rules/kept-material.ts';
import { keptDays } from '../rules/retention.ts';
import { sheetId } from './load-case.ts';

interface MaterialsInput {
  /** what was scanned or typed: a container, block or slide, or the number of a case */
  readonly code?: string;
  /** what may go: `container`, or `tissue` for blocks and slides */
  readonly due?: string;
  readonly cursor?: string;
}

interface MaterialEntry extends MaterialLine {
  readonly specimen: Reference;
  readonly name: string;
}

interface Materials {
  readonly material: readonly MaterialEntry[];
  readonly next?: string;
}

/** what is thrown away in one round is a cart, not a store room */
const PAGE = 100;
/** so many pages are looked through for what is due: cases that were never told for good stand at the beginning for ever */
const MOST_PAGES = 5;

const kinds: Readonly<Record<string, readonly Material[]>> = { container: ['container'], tissue: ['block', 'slide'] };
const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const orderOf = ({ request }: Specimen): string => idOf(request?.[0]?.reference);

/** With the case and the person each belongs to: two searches for all of them. */
async function linesOf(ctx: Context, specimens: readonly Specimen[]): Promise<MaterialEntry[]> {
  const [sheets, patients] = await Promise.all([
    searchEach(
      ctx.store,
      'Basic',
      '_id',
      specimens.map((specimen) => sheetId(orderOf(specimen))),
    ),
    searchEach(
      ctx.store,
      'Patient',
      '_id',
      specimens.map(({ subject }) => idOf(subject?.reference)),
    ),
  ]);
  const sheetAt = new Map(sheets.map((resource) => [resource.id, sheetOf(resource)]));
  const patientAt = new Map(patients.map((patient): [string | undefined, Patient] => [patient.id, patient]));
  return specimens.flatMap((specimen) => {
    const line = materialLine(specimen, sheetAt.get(sheetId(orderOf(specimen))), toVnDay(ctx.now()));
    if (line === undefined) return [];
    const name = nameText(patientAt.get(idOf(specimen.subject?.reference))?.name);
    return [{ specimen: { reference: `Specimen/${specimen.id}` }, name, ...line }];
  });
}

const partsOf = (sheet: CaseSheet): string[] => [
  ...sheet.containers.map(({ specimen }) => specimen),
  ...sheet.blocks.map(({ label }) => materialId(sheet, label)),
  ...sheet.slides.map((slide) => materialId(sheet, slideLabel(slide))),
];

/** Everything of a case, containers first. */
async function ofCase(ctx: Context, number: string): Promise<Specimen[] | undefined> {
  const query = new URLSearchParams({ identifier: `${identifierSystems.pathologyCase}|${number}` });
  const report = await ctx.store.find('DiagnosticReport', query.toString());
  if (report === undefined) return undefined;
  const id = sheetId(idOf(report.basedOn?.[0]?.reference));
  const resource = await ctx.store.find('Basic', `_id=${encodeURIComponent(id)}`);
  if (resource === undefined) return undefined;
  const ids = partsOf(sheetOf(resource));
  const found = new Map(
    (await searchEach(ctx.store, 'Specimen', '_id', ids)).map((specimen) => [specimen.id, specimen]),
  );
  return ids.flatMap((one) => found.get(one) ?? []);
}

/** @throws pathology.unknownMaterial, notMaterial */
async function byCode(ctx: Context, typed: string): Promise<Specimen[]> {
  const code = typed.trim().toUpperCase();
  const query = new URLSearchParams({ identifier: `${identifierSystems.specimenNumber}|${code}` });
  const specimen = await ctx.store.find('Specimen', query.toString());
  if (specimen === undefined) {
    const found = await ofCase(ctx, code);
    if (found === undefined) throw errors.unknownMaterial({ at: 'code', code });
    return found;
  }
  if (materialOf(specimen) === undefined) throw errors.notMaterial({ at: 'code' });
  return [specimen];
}

/** The oldest first: what was taken less than its period ago cannot have been told that long ago. */
async function dueLines(ctx: Context, of: readonly Material[], cursor: string | undefined): Promise<Materials> {
  const today = toVnDay(ctx.now());
  const days = Math.min(...of.map((material) => keptDays(material, today)));
  if (!Number.isFinite(days)) return { material: [] };
  const query = new URLSearchParams({
    type: of.map((code) => `${codeSystems.pathology}|${code}`).join(','),
    status: 'available',
    collected: `lt${addDays(today, 1 - days)}T00:00:00+07:00`,
    _sort: 'collected,_id',
    _count: String(PAGE),
  }).toString();
  const material: MaterialEntry[] = [];
  let next = cursor;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await ctx.store.page('Specimen', query, next);
    material.push(...(await linesOf(ctx, page.items)).filter(({ isDue }) => isDue));
    next = page.next;
    if (next === undefined || material.length >= PAGE / 2) break;
  }
  return { material, ...(next === undefined ? {} : { next }) };
}

/** GET Specimen/$case-materials: what a code belongs to, or what is here and may be thrown away, the oldest first. */
export const caseMaterials: Operation<MaterialsInput, Materials> = {
  definition: {
    code: 'case-materials',
    title: { vi: 'Kho lọ, khối, lam giải phẫu bệnh', en: 'Containers, blocks and slides that are kept' },
    resource: ['Specimen'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'code', 'string', 0),
      one('in', 'due', 'code', 0),
      one('in', 'cursor', 'string', 0),
      many('out', 'material', [
        one('out', 'specimen', 'Reference'),
        one('out', 'number', 'string'),
        one('out', 'material', 'code'),
        one('out', 'what', 'string'),
        one('out', 'case', 'string', 0),
        one('out', 'name', 'string'),
        one('out', 'state', 'code'),
        one('out', 'last', 'string', 0),
        one('out', 'at', 'dateTime', 0),
        one('out', 'keptUntil', 'date', 0),
        one('out', 'isDue', 'boolean'),
      ]),
      one('out', 'next', 'string', 0),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, _id, { code, due = 'container', cursor }) {
    if (code !== undefined && code.trim() !== '') return { material: await linesOf(ctx, await byCode(ctx, code)) };
    const of = kinds[due];
    if (of === undefined) throw errors.unknownDue({ at: 'due' });
    return dueLines(ctx, of, cursor);
  },
};
