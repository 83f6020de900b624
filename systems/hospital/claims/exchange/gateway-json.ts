import type { ServiceAnswer } from '@lienmach/exchange';

/** A JSON object, whatever the answer calls itself; undefined: a page for people, half an answer, none. */
export function jsonOf({ text }: ServiceAnswer): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A text or number under a name; empty: there is none. */
export function textAt(object: object | undefined, name: string): string {
  const value: unknown = object === undefined ? undefined : Object.entries(object).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
