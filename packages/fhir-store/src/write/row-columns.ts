import type { ResourceRows } from '../indexing/resource-rows.ts';

/** Index rows of many resources as columns, in the order in which the statements take them. */
export interface RowColumns {
  readonly token: [number[], number[], number[], string[], string[], string[]];
  readonly reference: [number[], number[], number[], string[], string[], string[]];
  readonly date: [number[], number[], string[], string[], string[]];
  readonly string: [number[], number[], string[], string[], string[]];
  readonly quantity: [number[], number[], number[], string[], string[], string[], string[]];
  readonly uri: [number[], number[], string[], string[]];
  readonly composite: [number[], number[], string[], string[], string[], string[], string[]];
}

const emptyColumns = (): RowColumns => ({
  token: [[], [], [], [], [], []],
  reference: [[], [], [], [], [], []],
  date: [[], [], [], [], []],
  string: [[], [], [], [], []],
  quantity: [[], [], [], [], [], [], []],
  uri: [[], [], [], []],
  composite: [[], [], [], [], [], [], []],
});

/** @param systems  must know every system of the rows */
export function rowColumns(all: readonly ResourceRows[], systems: ReadonlyMap<string, number>): RowColumns {
  const columns = emptyColumns();
  for (const rows of all) {
    addTokens(columns, rows, systems);
    addReferences(columns, rows);
    addValues(columns, rows, systems);
    addKeys(columns, rows);
  }
  return columns;
}

/** Every system that the rows name. */
export function* systemsOf(all: readonly ResourceRows[]): Generator<string> {
  for (const rows of all) {
    for (const row of rows.token.values()) yield row.system;
    for (const row of rows.quantity.values()) yield row.system;
  }
}

function addTokens(
  { token: [types, params, systems, ats, codes, ids] }: RowColumns,
  rows: ResourceRows,
  known: ReadonlyMap<string, number>,
) {
  for (const { param, system, code } of rows.token.values()) {
    types.push(rows.type);
    params.push(param);
    systems.push(known.get(system) ?? 0);
    ats.push(rows.at);
    codes.push(code);
    ids.push(rows.id);
  }
}

function addReferences({ reference: [types, params, targetTypes, ats, targets, ids] }: RowColumns, rows: ResourceRows) {
  for (const { param, targetType, target } of rows.reference.values()) {
    types.push(rows.type);
    params.push(param);
    targetTypes.push(targetType);
    ats.push(rows.at);
    targets.push(target);
    ids.push(rows.id);
  }
}

function addValues({ date, quantity }: RowColumns, rows: ResourceRows, known: ReadonlyMap<string, number>) {
  for (const { param, low, high } of rows.date.values()) {
    date[0].push(rows.type);
    date[1].push(param);
    date[2].push(low);
    date[3].push(high);
    date[4].push(rows.id);
  }
  for (const { param, system, low, high, code } of rows.quantity.values()) {
    quantity[0].push(rows.type);
    quantity[1].push(param);
    quantity[2].push(known.get(system) ?? 0);
    quantity[3].push(low);
    quantity[4].push(high);
    quantity[5].push(code);
    quantity[6].push(rows.id);
  }
}

function addKeys({ string, uri, composite }: RowColumns, rows: ResourceRows) {
  for (const { param, folded, exact } of rows.string.values()) {
    string[0].push(rows.type);
    string[1].push(param);
    string[2].push(folded);
    string[3].push(exact);
    string[4].push(rows.id);
  }
  for (const { param, value } of rows.uri.values()) {
    uri[0].push(rows.type);
    uri[1].push(param);
    uri[2].push(value);
    uri[3].push(rows.id);
  }
  for (const { param, key1, key2, low, high } of rows.composite.values()) {
    composite[0].push(rows.type);
    composite[1].push(param);
    composite[2].push(key1);
    composite[3].push(key2);
    composite[4].push(low);
    composite[5].push(high);
    composite[6].push(rows.id);
  }
}
