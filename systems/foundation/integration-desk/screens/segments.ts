/** One line of a message, by its fields; the first field is the name. */
export interface Segment {
  readonly line: number;
  readonly name: string;
  readonly text: string;
  readonly separator: string;
  /** number as people say it (`OBX-3` is 3), and where it begins in the text */
  readonly fields: readonly { readonly number: number; readonly text: string; readonly start: number }[];
}

const headers = new Set(['MSH', 'FHS', 'BHS', 'H']);

/** The separator that the message declares itself. */
const separatorOf = (content: string): string => /^\s*(?:MSH|FHS|BHS|\d?H)([^\w\s])/.exec(content)?.[1] ?? '|';

/** undefined: not written in segments (a document, JSON): shown as it is */
export function segmentsOf(content: string): readonly Segment[] | undefined {
  if (!/^\s*(?:MSH|FHS|BHS|\d?H)[^\w\s]/.test(content)) return undefined;
  const separator = separatorOf(content);
  return content.split('\n').flatMap((text, at) => {
    if (text.trim() === '') return [];
    const parts = text.split(separator);
    const name = (parts[0] ?? '').replace(/^\d/, '');
    // in the header the separator itself is field 1
    const shift = headers.has(name) ? 1 : 0;
    let start = 0;
    const fields = parts.map((part, index) => {
      const field = { number: index === 0 ? 0 : index + shift, text: part, start };
      start += part.length + separator.length;
      return field;
    });
    return [{ line: at + 1, name, text, separator, fields: fields.slice(1) }];
  });
}

export interface Spot {
  readonly line: number;
  readonly field: number;
}

/** Where a refusal points to: `OBX-3`, or `R.3` of ASTM; of several such segments the one that holds the code. */
export function spotOf(segments: readonly Segment[], place: string, code: string): Spot | undefined {
  const [, name, number] = /^([A-Z]\w{0,2})[-.](\d+)/.exec(place) ?? [];
  if (name === undefined) return undefined;
  const field = Number(number);
  const named = segments.filter((segment) => segment.name === name);
  const holds = ({ fields }: Segment): boolean =>
    code !== '' && fields.some((one) => one.number === field && one.text.includes(code));
  const found = named.find(holds) ?? named[0];
  return found && { line: found.line, field };
}

/** Value and unit beside the code that a refusal points to; empty: the place holds no result. */
export function exampleAt(segments: readonly Segment[], place: string, code: string): string {
  const spot = spotOf(segments, place, code);
  const segment = segments.find(({ line }) => line === spot?.line);
  const at = { OBX: [5, 6], R: [4, 5] }[segment?.name ?? ''] ?? [];
  const parts = at.map((number) => segment?.fields.find((one) => one.number === number)?.text ?? '');
  return parts
    .map((part) => part.split('^')[0] ?? '')
    .filter((part) => part !== '')
    .join(' ');
}
