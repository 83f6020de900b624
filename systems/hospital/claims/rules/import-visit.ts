import type { Patient, Reference } from 'fhir/r4';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { compact, ImportedResources, type ImportWorld, type RecordResource } from './import-world.ts';
import { addCards } from './imported-cards.ts';
import { addEpisode, addWeight } from './imported-episode.ts';
import { addLines } from './imported-lines.ts';
import { addCourse, addDischargePaper, addForms } from './imported-papers.ts';
import { importedMother, importedPatient } from './imported-person.ts';

/** A claim as resources of the record, and which of them stands for which row. */
export interface ImportedVisit {
  /** the person, when the record does not know them */
  readonly newPatient?: Patient;
  readonly encounter: Reference;
  readonly resources: readonly RecordResource[];
  /** the claim with its rows in the order in which the record will tell them */
  readonly told: ClaimFile;
  /** what keeps the words of a row: `Type/id` by `XML3[2]` */
  readonly places: ReadonlyMap<string, string>;
}

const placesOf = (table: string, places: readonly (Reference | undefined)[]): (readonly [string, string])[] =>
  places.flatMap((place, at) => (place?.reference === undefined ? [] : [[`${table}[${at + 1}]`, place.reference]]));

/**
 * A claim becomes the record: person, cards, visit, diagnoses, lines with what stands behind them, results, notes, papers.
 * The inverse of `buildClaim`: what this writes, that reads.
 *
 * @param claim  under current names, rows in order (`inOrder`)
 * @param facilityFunds  rows whose other funds help the facility, e.g. `XML3[2]`
 * @throws core.notADecimal, core.tooPrecise, core.notAnInstant for what cannot be read
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 1 to 15; places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export function importVisit(
  claim: ClaimFile,
  world: ImportWorld,
  facilityFunds: ReadonlySet<string> = new Set(),
): ImportedVisit {
  const [row = new Map()] = rowsOf(claim, 'XML1');
  const resources = new ImportedResources(world.prefix);
  const account = addCards(row, world, resources);
  const encounter = addEpisode(claim, world, account, resources);
  const parts = { world, resources, encounter, account, facilityFunds };
  const mother = importedMother(claim, world);
  if (mother !== undefined) resources.add(mother);
  addWeight(row, encounter, world, resources);
  const { drugs, services, results } = addLines(claim, parts);
  const notes = addCourse(claim, parts);
  const paper = addDischargePaper(claim, parts);
  addForms(claim, parts);
  const told = results.rows.map((one) => one.row);
  return {
    ...(world.patient === undefined ? { newPatient: compact(importedPatient(row, world)) } : {}),
    encounter,
    resources: resources.list,
    told: new Map([...claim, ...(told.length === 0 ? [] : [['XML4', told] as const])]),
    places: new Map([
      ...placesOf('XML1', [encounter]),
      ...placesOf('XML2', drugs),
      ...placesOf('XML3', services),
      ...placesOf(
        'XML4',
        results.rows.map(({ place }) => place),
      ),
      ...placesOf('XML5', notes),
      ...placesOf('XML7', [paper]),
      ...placesOf('XML8', [paper]),
    ]),
  };
}

const numbered = new Set(['XML2', 'XML3', 'XML4', 'XML5', 'XML15']);

/** Rows by their number, when all are numbered; equal ones stay as they stood. */
function byNumber(rows: readonly ClaimRow[]): readonly ClaimRow[] {
  if (!rows.every((row) => /^\d{1,9}$/.test(textOf(row, 'STT')))) return rows;
  return rows.toSorted((a, b) => Number(textOf(a, 'STT')) - Number(textOf(b, 'STT')));
}

/** The dates by which the record puts rows in order. */
const dated: Readonly<Record<string, string>> = {
  XML5: 'THOI_DIEM_DBLS',
  XML6: 'NGAY_CT',
  XML9: 'NGAY_CT',
  XML15: 'NGAY_CT',
};

/** The claim with its rows as the record will put them: by number, notes and certificates by their date. @source none: order only */
export const inOrder = (claim: ClaimFile): ClaimFile =>
  new Map(
    [...claim].map(([table, rows]) => {
      const sorted = numbered.has(table) ? byNumber(rows) : rows;
      const date = dated[table];
      return [
        table,
        date === undefined ? sorted : sorted.toSorted((a, b) => compare(textOf(a, date), textOf(b, date))),
      ];
    }),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
