/** Fields of an HL7 segment that name a person: of PID numbers, name, birth, address, phones; of others likewise. */
const personal: Readonly<Record<string, readonly number[]>> = {
  PID: [2, 3, 4, 5, 6, 7, 9, 11, 13, 14, 18, 19, 20, 21, 23],
  NK1: [2, 4, 5, 6, 30, 31, 32, 33],
  GT1: [2, 3, 4, 5, 6, 7, 8, 12],
  MRG: [1, 2, 3, 4, 7],
  IN1: [2, 16, 18, 19, 36, 49],
  PV1: [7, 8, 9, 17, 19],
};

/** fields of an ASTM patient record, and the order of its parts, that name a person */
const personalOfAstm: readonly number[] = [2, 3, 4, 5, 6, 7, 10, 12, 13];

const hide = (field: string): string => field.replace(/[^^~&\\]+/g, '•••');

function hideFields(line: string, separator: string, fields: readonly number[]): string {
  return line
    .split(separator)
    .map((field, at) => (fields.includes(at) ? hide(field) : field))
    .join(separator);
}

/** The separator that the message itself declares, in its first line. */
const separatorOf = (content: string): string => /^\s*(?:MSH|FHS|BHS|\d?H)([^\w\s])/.exec(content)?.[1] ?? '|';

function maskLine(line: string, separator: string, isAstm: boolean): string {
  const name = line.slice(0, line.indexOf(separator) === -1 ? undefined : line.indexOf(separator));
  if (isAstm) return /^\d?P$/.test(name) ? hideFields(line, separator, personalOfAstm) : line;
  // what a partner added by himself may name anybody
  if (/^Z\w\w$/.test(name))
    return line
      .split(separator)
      .map((field, at) => (at === 0 ? field : hide(field)))
      .join(separator);
  return hideFields(line, separator, personal[name] ?? []);
}

/**
 * A message without what names a person: structure, codes and values stay, so that most causes can be seen without
 * seeing whose they are. Of documents that are neither HL7 v2 nor ASTM only the frame is shown.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, data minimisation (secondary); the choice of fields is ours
 */
export function maskMessage(content: string): string {
  const start = content.trimStart();
  if (start.startsWith('<'))
    return content
      .replace(/>[^<]+</g, (text) => (text.trim() === '><' ? text : '>•••<'))
      .replace(/="[^"]*"/g, '="•••"');
  if (start.startsWith('{') || start.startsWith('['))
    return content.replace(/:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g, ': "•••"');
  const separator = separatorOf(content);
  const isAstm = /^\s*\d?H[^\w\s]/.test(content);
  return content
    .split(/(\r\n|\r|\n)/)
    .map((line) => maskLine(line, separator, isAstm))
    .join('');
}
