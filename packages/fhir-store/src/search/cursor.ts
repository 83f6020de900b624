import { errors } from './errors.ts';

/** Where a page ended: the sort keys of its last row as text (null: it had none), then its id. */
export type Position = readonly (string | null)[];

/** Opaque for everybody but us; `order` names what the keys mean, so that a cursor of another query is refused. */
export const writeCursor = (order: string, position: Position): string =>
  Buffer.from(JSON.stringify([order, ...position])).toString('base64url');

/** @throws 400 for anything that `writeCursor` did not make for this order */
export function readCursor(order: string, text: string | undefined, length: number): Position | undefined {
  if (text === undefined) return undefined;
  const refuse = () => errors.badCursor({ at: '_cursor' });
  if (text.length > 4000 || !/^[A-Za-z0-9_-]+$/.test(text)) throw refuse();
  const values = parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(values) || values[0] !== order || values.length !== length + 1) throw refuse();
  const position: unknown[] = values.slice(1);
  if (!position.every((value) => value === null || (typeof value === 'string' && !value.includes('\0'))))
    throw refuse();
  return position as (string | null)[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
