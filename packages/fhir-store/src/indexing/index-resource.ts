import { clinicalDateCode } from '../clinical-date.ts';
import { fold } from '../fold.ts';
import { FIRST_ENTRY, type RowSource, typePlan } from '../index-plan.ts';
import { keyRowsOf, mergedRowsOf, orderRowsOf } from '../person-rows.ts';
import { findTypeNumber, typeNumber } from '../resource-types.ts';
import type { ResourceType } from '../store-contract.ts';
import { compilePath, type ValuePath, visitPath } from './compile-path.ts';
import { compileComposite, compositeTokenKey, LONGEST_HALF } from './composite-values.ts';
import { datesOf } from './date-values.ts';
import { placeOf } from './element-types.ts';
import { keyText, LONGEST_TEXT } from './key-text.ts';
import { mergedWith } from './merged-with.ts';
import { personKeys } from './person-keys.ts';
import { personOrder } from './person-order.ts';
import { OWN, quantitiesOf } from './quantity-values.ts';
import { referencesOf, withoutVersionToo } from './reference-values.ts';
import { ResourceRows } from './resource-rows.ts';
import { stringsOf } from './string-values.ts';
import { tokensOf, typedIdentifiers } from './token-values.ts';
import { decimalOf, listOf, nodeOf, textOf } from './values.ts';

type Json = Readonly<Record<string, unknown>>;
type Write = (value: unknown, resource: Json, rows: ResourceRows, zone: string) => void;

/** One value path of one parameter. */
interface Extraction {
  readonly path: ValuePath;
  /** the property without which there is nothing to look at; absent: the first of the path */
  readonly key?: string;
  readonly write: Write;
}

interface Compiled {
  /** by the first property of their path: only properties that are there are looked at */
  readonly extractions: ReadonlyMap<string, readonly Extraction[]>;
  /** where the clinical date stands */
  readonly moments: readonly ValuePath[];
}

const compiled = new Map<ResourceType, Compiled>();

/** A dead patient is found by `deceased=true`, however the death is written. */
const DECEASED = 'Patient.deceased.exists() and Patient.deceased != false';

/**
 * All index rows of a resource, by closures compiled once per type. The same text always gives the same rows, so that the
 * rows of a stored version can be computed again from its body.
 *
 * @param resource  with id; numbers may be raw JSON numbers
 * @param lastUpdated  ISO instant of this version
 * @param zone  what a date without zone means, e.g. `+07:00`
 */
export function indexResource(type: ResourceType, id: string, resource: Json, lastUpdated: string, zone: string) {
  const { extractions, moments } = compiledFor(type);
  const rows = new ResourceRows(typeNumber(type), id, momentOf(moments, resource, zone) ?? lastUpdated);
  for (const key of Object.keys(resource)) {
    for (const { path, write } of extractions.get(key) ?? [])
      visitPath(resource, path.steps, (value) => write(value, resource, rows, zone));
  }
  addPersonRows(type, resource, rows);
  return rows;
}

/** Rows of the store's own: a person's place in a list by given name, and the keys a patient is found again by. */
function addPersonRows(type: ResourceType, resource: Json, rows: ResourceRows): void {
  const order = orderRowsOf(type);
  if (order !== undefined) rows.addString(order, keyText(personOrder(resource.name), LONGEST_TEXT), '');
  const keys = keyRowsOf(type);
  if (keys !== undefined) for (const key of personKeys(resource)) rows.addToken(keys, '', key);
  const merged = mergedRowsOf(type);
  if (merged !== undefined && resource.link !== undefined)
    for (const id of mergedWith(resource.link)) rows.addToken(merged, '', id);
}

/** The earliest beginning of the clinical date; an open beginning counts by its end. */
function momentOf(moments: readonly ValuePath[], resource: Json, zone: string): string | undefined {
  let earliest: string | undefined;
  for (const { steps, place } of moments) {
    visitPath(resource, steps, (value) => {
      const range = datesOf(place.type, value, zone);
      const moment = range?.low === '-infinity' ? range.high : range?.low;
      if (moment !== undefined && moment !== 'infinity' && (earliest === undefined || moment < earliest))
        earliest = moment;
    });
  }
  return earliest;
}

function compiledFor(type: ResourceType): Compiled {
  let plan = compiled.get(type);
  if (!plan) {
    plan = compileType(type);
    compiled.set(type, plan);
  }
  return plan;
}

function compileType(type: ResourceType): Compiled {
  const extractions = new Map<string, Extraction[]>();
  for (const source of typePlan(type).rows) {
    for (const extraction of source.branches.flatMap((branch) => compileBranch(type, source, branch))) {
      const key = extraction.key ?? extraction.path.steps[0]?.key ?? '';
      const list = extractions.get(key) ?? [];
      list.push(extraction);
      extractions.set(key, list);
    }
  }
  const date = typePlan(type).rows.find((source) => source.code === clinicalDateCode(type));
  return { extractions, moments: (date?.branches ?? []).flatMap((branch) => pathsOf(type, branch)) };
}

const pathsOf = (type: ResourceType, branch: string): ValuePath[] =>
  compilePath(placeOf(type), branch.slice(type.length + 1));

function compileBranch(type: ResourceType, source: RowSource, branch: string): Extraction[] {
  if (branch.startsWith(FIRST_ENTRY)) return [firstEntry(type, source)];
  if (branch === DECEASED) return compilePath(placeOf(type), 'deceased').map((path) => deceased(path, source.number));
  return pathsOf(type, branch).map((path) => ({ path, write: marked(source, writerOf(source, path, type)) }));
}

/** A value that says nothing an index could hold is there all the same: `:missing` must know. */
const marked =
  ({ number, type }: RowSource, write: Write): Write =>
  (value, resource, rows, zone) => {
    const before = rows.additions;
    write(value, resource, rows, zone);
    if (rows.additions === before && type !== 'composite') rows.addToken(number, OWN, '');
  };

/** The resource that a document or message begins with, by its id and by the address it is given there. */
function firstEntry(type: ResourceType, { number, branches: [branch = ''] }: RowSource): Extraction {
  const wanted = /ofType\((\w+)\)/.exec(branch)?.[1] ?? '';
  const write: Write = (bundle, _resource, rows) => {
    const { resource, fullUrl } = nodeOf(listOf(nodeOf(bundle).entry)[0]);
    const { resourceType, id } = nodeOf(resource);
    if (resourceType !== wanted) return;
    if (textOf(id) !== undefined) rows.addReference(number, findTypeNumber(wanted) ?? 0, String(id));
    if (textOf(fullUrl) !== undefined) rows.addReference(number, 0, keyText(String(fullUrl)));
  };
  return { path: { steps: [], place: placeOf(type) }, key: 'entry', write };
}

const deceased = (path: ValuePath, param: number): Extraction => ({
  path,
  write: (value, _resource, rows) => rows.addToken(param, '', value === false ? 'false' : 'true'),
});

/** How values of this FHIR type become rows of this parameter. */
function writerOf(source: RowSource, path: ValuePath, root: ResourceType): Write {
  const { number: param } = source;
  const { type } = path.place;
  switch (source.table) {
    case 'token':
      return (value, _, rows) => {
        tokensOf(type, value, (system, code) => rows.addToken(param, system, code));
        if (type === 'Identifier') addTyped(param, value, rows);
      };
    case 'string':
      return (value, _, rows) => stringsOf(type, value, (text) => addText(param, text, rows));
    case 'date':
      return (value, _, rows, zone) => {
        const range = datesOf(type, value, zone);
        if (range) rows.addDate(param, range.low, range.high);
      };
    case 'quantity':
      return (value, _, rows) =>
        quantitiesOf(type, value, (range, system, code) => rows.addQuantity(param, range, system, code));
    case 'reference':
      return (value, _, rows) =>
        referencesOf(type, value, {
          target: (targetType, target) => rows.addReference(param, targetType, target),
          identifier: (system, known) => rows.addToken(param, system, known),
        });
    case 'uri':
      return (value, _, rows) => {
        for (const text of withoutVersionToo(textOf(value))) rows.addUri(param, keyText(text));
      };
    case 'composite': {
      if (source.type === 'special') return (value, _, rows) => addPosition(param, value, rows);
      const write = compileComposite(source, path.place, root);
      return (value, resource, rows) => write(value, resource, rows);
    }
  }
}

const addTyped = (param: number, value: unknown, rows: ResourceRows): void =>
  typedIdentifiers(value, (system, code, text) =>
    rows.addComposite(param, compositeTokenKey(system, code), keyText(text, LONGEST_HALF), undefined),
  );

/** Degrees north and east, for `near`. */
function addPosition(param: number, value: unknown, rows: ResourceRows): void {
  const { latitude, longitude } = nodeOf(value);
  const [low, high] = [decimalOf(latitude), decimalOf(longitude)];
  if (low !== undefined && high !== undefined) rows.addComposite(param, '', '', { low, high });
}

function addText(param: number, text: string, rows: ResourceRows): void {
  const exact = keyText(text.trim(), LONGEST_TEXT);
  if (exact !== '') rows.addString(param, fold(exact), exact);
}
