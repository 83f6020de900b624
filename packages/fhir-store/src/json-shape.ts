import { storeErrors } from './errors.ts';

const MOST_LEVELS = 64;

/**
 * Refuses what JSON.parse lets through: a property given twice, `__proto__`, nesting that would exhaust a stack.
 *
 * @param written  properties in the text; when the object has fewer, one was given twice, and the text says which
 */
export function checkJsonShape(root: object, text: string, written: number): void {
  if (countKeys(root, 1) !== written) scanForDuplicates(text);
}

function countKeys(node: object, level: number): number {
  if (level > MOST_LEVELS) throw storeErrors.tooDeep();
  if (Array.isArray(node)) {
    let count = 0;
    for (const item of node) if (typeof item === 'object' && item !== null) count += countKeys(item, level + 1);
    return count;
  }
  if (Object.getPrototypeOf(node) === null) return 0; // a raw number
  if (Object.hasOwn(node, '__proto__')) throw storeErrors.forbiddenKey({ detail: '__proto__' });
  const values: readonly unknown[] = Object.values(node);
  let count = values.length;
  for (const value of values) if (typeof value === 'object' && value !== null) count += countKeys(value, level + 1);
  return count;
}

/** The text is valid JSON; walks it once with one set of names per open object. */
function scanForDuplicates(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"') {
      const end = stringEnd(text, at);
      if (isKey(text, end)) addKey(open.at(-1), text.slice(at, end));
      at = end;
      continue;
    }
    if (sign === '{') open.push(new Set());
    if (sign === '[') open.push(undefined);
    if (sign === '}' || sign === ']') open.pop();
    at += 1;
  }
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

function addKey(names: Set<string> | undefined, quoted: string): void {
  const name: string = JSON.parse(quoted);
  if (names?.has(name)) throw storeErrors.duplicateKey({ detail: name });
  names?.add(name);
}
