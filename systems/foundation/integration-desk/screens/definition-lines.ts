/** One line that a channel may hold, as the house tells it. */
export interface FieldSpec {
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
  readonly isRequired: boolean;
  readonly choices: readonly string[];
  readonly transports: readonly string[];
  readonly direction: string;
  readonly default: string;
  readonly unit: string;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** undefined: the text is no JSON object */
export function definitionIn(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** What people read: two spaces, one line each; what is no JSON stays as it is. */
export function prettyText(text: string): string {
  const json = definitionIn(text);
  return json === undefined ? text : JSON.stringify(json, null, 2);
}

const inside = (json: Json, path: string): unknown => {
  const [group = '', line] = path.split('.');
  const value = json[group];
  if (line === undefined) return value;
  return isRecord(value) ? value[line] : undefined;
};

/** A value as it stands in a field: lists with commas, a map one pair a line. */
function typedOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, one]) => `${name}=${String(one)}`)
      .join('\n');
  return String(value);
}

/** What stands in the field of this line. */
export const lineIn = (json: Json, path: string): string => typedOf(inside(json, path));

const pairOf = (line: string): readonly [string, string] => {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** What was typed, as the definition holds it; what is no number stays text, so that the house can say what is wrong. */
function meantBy({ type }: FieldSpec, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (type === 'number') return /^\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'texts' || type === 'choices')
    return text
      .split(/[,;\n]+/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (type === 'map')
    return Object.fromEntries(
      text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(pairOf),
    );
  return text;
}

const withValue = (json: Json, name: string, value: unknown): Json => {
  const { [name]: _gone, ...rest } = json;
  if (value === undefined) return rest;
  return name in json ? { ...json, [name]: value } : { ...rest, [name]: value };
};

function withPath(json: Json, path: string, value: unknown): Json {
  const [group = '', line] = path.split('.');
  if (line === undefined) return withValue(json, group, value);
  const before = json[group];
  const next = withValue(isRecord(before) ? before : {}, line, value);
  return withValue(json, group, Object.keys(next).length === 0 ? undefined : next);
}

/** Does this line belong to the direction and transport of the definition? */
export function isHere({ direction, transports }: FieldSpec, json: Json): boolean {
  const kind = lineIn(json, 'transport.kind');
  return (
    (direction === '' || direction === lineIn(json, 'direction')) &&
    (transports.length === 0 || transports.includes(kind))
  );
}

/** The definition with one line changed; another direction or transport takes the lines with it that do not belong there. */
export function withLine(json: Json, field: FieldSpec, typed: string, fields: readonly FieldSpec[]): Json {
  const next = withPath(json, field.path, meantBy(field, typed));
  if (field.path !== 'direction' && field.path !== 'transport.kind') return next;
  return fields
    .filter((one) => !isHere(one, next))
    .reduce((rest, { path }) => (inside(rest, path) === undefined ? rest : withPath(rest, path, undefined)), next);
}

/** One line of two definitions that is not the same. */
export interface LineDifference {
  readonly path: string;
  readonly one: string;
  readonly other: string;
}

const pathsOf = (json: Json): string[] =>
  Object.entries(json).flatMap(([name, value]) =>
    isRecord(value) && name !== 'options' ? Object.keys(value).map((line) => `${name}.${line}`) : [name],
  );

/** What differs between two definitions, line by line. */
export function differencesOf(one: string, other: string): LineDifference[] {
  const [left, right] = [definitionIn(one), definitionIn(other)];
  if (left === undefined || right === undefined) return one === other ? [] : [{ path: 'definition', one, other }];
  return [...new Set([...pathsOf(left), ...pathsOf(right)])].flatMap((path) => {
    const [a, b] = [lineIn(left, path), lineIn(right, path)];
    return a === b ? [] : [{ path, one: a, other: b }];
  });
}

/** Theirs, with my side of the lines that are named. */
export function mergedText(mine: string, theirs: string, paths: readonly string[]): string {
  const [own, base] = [definitionIn(mine), definitionIn(theirs)];
  if (own === undefined || base === undefined) return mine;
  return JSON.stringify(
    paths.reduce((json, path) => withPath(json, path, inside(own, path)), base),
    null,
    2,
  );
}
