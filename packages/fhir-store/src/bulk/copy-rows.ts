import { copyText } from '../copy-script.ts';
import type { ResourceRows } from '../indexing/resource-rows.ts';
import type { IndexTableName } from '../write/write-statement.ts';

/** What the lines below hold, in their order. */
export const copyColumns: Readonly<Record<IndexTableName, string>> = {
  token: 'type, param, code, system, at, id',
  reference: 'target, target_type, type, param, at, id',
  date: 'type, param, low, high, id',
  string: 'type, param, folded, exact, id',
  quantity: 'type, param, low, high, code, system, id',
  uri: 'type, param, value, id',
  composite: 'type, param, key1, key2, low, high, id',
};

/** Index rows of many resources as lines of COPY. */
export type CopyLines = Readonly<Record<IndexTableName, string[]>>;

/** @param systems  must know every system of the rows */
export function copyLines(all: readonly ResourceRows[], systems: ReadonlyMap<string, number>): CopyLines {
  const lines: CopyLines = { token: [], reference: [], date: [], string: [], quantity: [], uri: [], composite: [] };
  for (const rows of all) {
    addTokens(lines, rows, systems);
    addReferences(lines, rows);
    addValues(lines, rows, systems);
    addKeys(lines, rows);
  }
  return lines;
}

function addTokens({ token }: CopyLines, rows: ResourceRows, systems: ReadonlyMap<string, number>): void {
  const end = `\t${rows.at}\t${rows.id}\n`;
  for (const { param, system, code } of rows.token.values())
    token.push(`${rows.type}\t${param}\t${copyText(code)}\t${systems.get(system) ?? 0}${end}`);
}

function addReferences({ reference }: CopyLines, rows: ResourceRows): void {
  const end = `\t${rows.at}\t${rows.id}\n`;
  for (const { param, targetType, target } of rows.reference.values())
    reference.push(`${copyText(target)}\t${targetType}\t${rows.type}\t${param}${end}`);
}

function addValues({ date, quantity }: CopyLines, rows: ResourceRows, systems: ReadonlyMap<string, number>): void {
  const { type, id } = rows;
  for (const { param, low, high } of rows.date.values()) date.push(`${type}\t${param}\t${low}\t${high}\t${id}\n`);
  for (const { param, system, low, high, code } of rows.quantity.values())
    quantity.push(`${type}\t${param}\t${low}\t${high}\t${copyText(code)}\t${systems.get(system) ?? 0}\t${id}\n`);
}

function addKeys({ string, uri, composite }: CopyLines, rows: ResourceRows): void {
  const { type, id } = rows;
  for (const { param, folded, exact } of rows.string.values())
    string.push(`${type}\t${param}\t${copyText(folded)}\t${copyText(exact)}\t${id}\n`);
  for (const { param, value } of rows.uri.values()) uri.push(`${type}\t${param}\t${copyText(value)}\t${id}\n`);
  for (const { param, key1, key2, low, high } of rows.composite.values())
    composite.push(`${type}\t${param}\t${copyText(key1)}\t${copyText(key2)}\t${low}\t${high}\t${id}\n`);
}
