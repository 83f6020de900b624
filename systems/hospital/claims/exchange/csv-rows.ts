interface Field {
  readonly value: string;
  /** where it ends */
  readonly next: number;
}

/** Quotes are doubled inside quotes; one that is never closed takes the rest of the text. */
function quotedField(text: string, start: number): Field {
  let value = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return { value: value + text.slice(at), next: text.length };
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return { value, next: end + 1 };
    value += '"';
    at = end + 2;
  }
}

function bareField(text: string, start: number, separator: string): Field {
  let next = start;
  while (next < text.length && text[next] !== separator && text[next] !== '\n') next += 1;
  return { value: text.slice(start, next), next };
}

/**
 * Rows of a CSV text: fields between commas or semicolons (whichever the first row has more of), line ends inside quotes kept,
 * empty rows left out.
 *
 * @param most  rows after which the rest is not read
 * @source RFC 4180 (verified); the semicolon is what spreadsheets write here (from memory)
 */
export function csvRows(content: string, most = Number.POSITIVE_INFINITY): string[][] {
  const text = content.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const head = /^[^\n]*/.exec(text)?.[0] ?? '';
  const separator = head.split(';').length > head.split(',').length ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  const keep = (): void => {
    if (row.some((value) => value.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const field = text[at] === '"' ? quotedField(text, at) : bareField(text, at, separator);
    // whatever stands between a closing quote and the separator is not looked at
    at = bareField(text, field.next, separator).next;
    row.push(field.value);
    if (text[at] !== separator) keep();
  }
  keep();
  return rows;
}
