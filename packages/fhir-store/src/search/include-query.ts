import { errors } from './errors.ts';

/** `_include=Encounter:practitioner:Practitioner`; `reverse` for `_revinclude`. */
export interface Include {
  readonly reverse: boolean;
  /** also from what was included before */
  readonly iterate: boolean;
  /** the type that carries the reference; `*`: whatever carries one, with every parameter */
  readonly source: string;
  readonly code: string;
  readonly target?: string;
}

const names = new Map([
  ['_include', { reverse: false, iterate: false }],
  ['_include:iterate', { reverse: false, iterate: true }],
  ['_include:recurse', { reverse: false, iterate: true }],
  ['_revinclude', { reverse: true, iterate: false }],
  ['_revinclude:iterate', { reverse: true, iterate: true }],
  ['_revinclude:recurse', { reverse: true, iterate: true }],
]);
const shape = /^(?:(\*)|([A-Za-z]{1,40}):(\*|[A-Za-z0-9_-]{1,60})(?::([A-Za-z]{1,40}))?)$/;

/** The include that `name=value` asks for; undefined for every other parameter. */
export function parseInclude(name: string, value: string): Include | undefined {
  const kind = names.get(name);
  if (!kind) {
    if (/^_(rev)?include(:|$)/.test(name)) throw errors.badModifier({ at: name, modifier: name.split(':')[1] });
    return undefined;
  }
  const found = shape.exec(value);
  if (!found) throw errors.badInclude({ at: name, value });
  const [, all, source = '*', code = '*', target] = found;
  return { ...kind, source: all ?? source, code, ...(target === undefined ? {} : { target }) };
}
