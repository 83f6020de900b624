/** The five characters that give an HL7 v2 message its structure. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export const standardDelimiters: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

const named: ReadonlyMap<string, keyof Delimiters> = new Map([
  ['F', 'field'],
  ['S', 'component'],
  ['R', 'repetition'],
  ['E', 'escape'],
  ['T', 'subcomponent'],
]);

/** `\Xdd…\` holds bytes of the message's character set; only UTF-8 is read, other bytes stay as they were written. */
function hexText(hex: string): string | undefined {
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(hex)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(hex, 'hex'));
  } catch {
    return undefined;
  }
}

function resolve(sequence: string, delimiters: Delimiters): string | undefined {
  const delimiter = named.get(sequence);
  if (delimiter !== undefined) return delimiters[delimiter];
  if (sequence.startsWith('X')) return hexText(sequence.slice(1));
  if (sequence === '.br' || sequence === '.sp') return '\n';
  if (sequence === 'H' || sequence === 'N') return '';
  return undefined;
}

/** Resolves escape sequences; one that is not known stays in the text as it stands, so nothing disappears. */
export function unescapeHl7(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (mark === '' || !text.includes(mark)) return text;
  const parts = text.split(mark);
  let out = parts[0] ?? '';
  for (let at = 1; at < parts.length; at++) {
    const sequence = parts[at] ?? '';
    const isClosed = at < parts.length - 1;
    const value = isClosed ? resolve(sequence, delimiters) : undefined;
    if (value === undefined) {
      out += mark + sequence;
      continue;
    }
    at += 1;
    out += value + (parts[at] ?? '');
  }
  return out;
}

const written: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '~': '\\R\\',
  '\\': '\\E\\',
  '&': '\\T\\',
};

/** Writes a text so that it can never become structure; line breaks become `\.br\`, other control characters hex. */
export function escapeHl7(text: string): string {
  return text
    .replace(/[|^~\\&]/g, (char) => written[char] ?? char)
    .replace(/\r\n|\r|\n/g, '\\.br\\')
    .replace(/\p{Cc}/gu, (char) => `\\X${Buffer.from(char).toString('hex').toUpperCase()}\\`);
}
