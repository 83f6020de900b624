import { type Shown, shownOfAstm, shownOfHl7 } from './shown-fields.ts';

const hide = (field: string): string => field.replace(/[^^~&\\]+/g, '•••');

/** Of a coded field: the codes and their systems, not the words. */
const codesOf = (field: string): string =>
  field
    .split('~')
    .map((one) =>
      one
        .split('^')
        .map((part, at) => (at % 3 === 1 || at > 5 ? hide(part) : part))
        .join('^'),
    )
    .join('~');

const coded: ReadonlySet<string> = new Set(['CE', 'CWE', 'CNE', 'ID', 'IS']);

/** A measured value is shown; a sentence may name anybody. */
function measured(field: string, type: string | undefined): string {
  if (type !== undefined && coded.has(type)) return codesOf(field);
  return /^[\d\s.,:+<>=*/^-]*$/.test(field) ? field : hide(field);
}

function shown(field: string, how: Shown | undefined, type: string | undefined): string {
  if (how === 'all') return field;
  if (how === 'codes') return codesOf(field);
  return how === 'value' ? measured(field, type) : hide(field);
}

function maskLine(line: string, separator: string, isAstm: boolean): string {
  const [name = '', ...fields] = line.split(separator);
  // a blank, a frame mark or a number before it does not make another segment of it
  const letters = name.replace(/[^A-Za-z\d]/g, '').toUpperCase();
  const key = isAstm ? letters.replace(/^\d/, '') : letters;
  const isName = isAstm ? /^[A-Z]$/.test(key) : /^[A-Z][A-Z\d]{2}$/.test(key) && name.trim().length <= 4;
  const rules = isAstm ? shownOfAstm[key] : shownOfHl7[key];
  if (isName && rules === 'whole') return line;
  const type = isAstm ? undefined : fields[1];
  const allowed = rules === undefined || rules === 'whole' ? {} : rules;
  const masked = fields.map((field, at) => shown(field, isName ? allowed[at + 1] : undefined, type));
  return [isName ? name : hide(name), ...masked].join(separator);
}

const maskXml = (content: string): string =>
  content
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '•••')
    .replace(/>[^<]+</g, (text) => (text.trim() === '><' ? text : '>•••<'))
    .replace(/=\s*(?:"[^"]*"|'[^']*')/g, '="•••"');

/** Names of members stay, every text and number goes. */
const maskJson = (content: string): string =>
  content.replace(/"(?:[^"\\]|\\.)*("\s*:|"?)|-?\d[\d.eE+-]*/g, (text, end?: string) =>
    end?.endsWith(':') === true ? text : '"•••"',
  );

/**
 * A message without what names a person: structure, codes and values stay, so that most causes can be seen without
 * seeing whose they are. Only what is known to name nobody is shown. Of documents that are neither HL7 v2 nor ASTM only
 * the frame is shown.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, data minimisation (secondary); the choice of fields is ours
 */
export function maskMessage(content: string): string {
  const start = content.trimStart();
  if (start.startsWith('<')) return maskXml(content);
  if (start.startsWith('{') || start.startsWith('[')) return maskJson(content);
  const hl7 = /^\W*(?:MSH|FHS|BHS)([^\w\s])/.exec(content)?.[1];
  const astm = /^\W*\d?H([^\w\s])/.exec(content)?.[1];
  const separator = hl7 ?? astm;
  if (separator === undefined) return content.replace(/[^\s,;|]+/g, '•••');
  return content.replace(/[^\r\n]+/g, (line) => maskLine(line, separator, hl7 === undefined));
}
