import { limits } from '../limits.ts';
import { PathError } from './syntax.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'moment' | 'name' | 'variable' | 'special' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
const withoutEscapes = (text: string): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, one: string) =>
    one.length === 5 ? String.fromCharCode(Number.parseInt(one.slice(1), 16)) : (escapes[one] ?? one),
  );

const inner = (text: string): string => withoutEscapes(text.slice(1, -1));

/** tried in this order at each place */
const patterns: readonly (readonly [Token['kind'] | 'space', RegExp, ((text: string) => string)?])[] = [
  ['space', /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/y],
  [
    'moment',
    /@(?:T\d{2}[\d:.]*|\d{4}(?:-\d{2}(?:-\d{2})?)?(?:T[\d:.]*(?:Z|[+-]\d{2}:\d{2})?)?)/y,
    (text) => text.slice(1),
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['string', /'(?:[^'\\]|\\.)*'/sy, inner],
  [
    'variable',
    /%(?:[A-Za-z_][\w-]*|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/sy,
    (text) => text.slice(1).replace(/^[`']|[`']$/g, ''),
  ],
  ['special', /\$(?:this|index)\b/y],
  ['name', /[A-Za-z_]\w*/y],
  ['name', /`(?:[^`\\]|\\.)*`/sy, inner],
  ['sign', /(?:<=|>=|!=|!~|[-+*/&|=~<>.,()[\]{}])/y],
];

function tokenAt(text: string, at: number): { token: Token | undefined; next: number } {
  for (const [kind, pattern, read] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const next = at + found.length;
    return { token: kind === 'space' ? undefined : { kind, text: read?.(found) ?? found, at }, next };
  }
  throw new PathError('unreadable', `unexpected “${text[at]}” at ${at}`);
}

/** @throws PathError unreadable */
export function tokensOf(text: string): Token[] {
  if (text.length > limits.expression) throw new PathError('tooCostly', `longer than ${limits.expression} characters`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const { token, next } = tokenAt(text, at);
    if (token) tokens.push(token);
    at = next;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}
