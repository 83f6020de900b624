/** What one look along a JSON text tells before it is parsed. */
export interface JsonScan {
  /** properties as written: a name given twice counts twice */
  readonly properties: number;
  /** has a number that JavaScript would write differently: `1.10`, `1e3`, `-0`, more digits than a double holds */
  readonly hasWrittenNumber: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

const isSpace = (sign: number): boolean => sign === 0x20 || sign === 0x0a || sign === 0x0d || sign === 0x09;
const isDigit = (sign: number): boolean => sign >= ZERO && sign <= NINE;
/** `E` and `e` */
const isPower = (sign: number): boolean => (sign | 0x20) === 0x65;

/** Never fails: of a text that is no JSON it says something, and the parser refuses it. */
export function scanJson(text: string): JsonScan {
  let properties = 0;
  let hasWrittenNumber = false;
  let at = 0;
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = stringEnd(text, at);
      if (isName(text, at)) properties += 1;
    } else if (isDigit(sign) || sign === MINUS) {
      const end = numberEnd(text, at);
      if (end - at > 1 && !hasWrittenNumber) hasWrittenNumber = isChanged(text, at, end);
      at = end;
    } else at += 1;
  }
  return { properties, hasWrittenNumber };
}

/** behind the closing quote */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}

function isName(text: string, end: number): boolean {
  let at = end;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === COLON;
}

function numberEnd(text: string, start: number): number {
  let at = start + 1;
  for (let sign = text.charCodeAt(at); isDigit(sign) || sign === DOT || isPower(sign) || isSign(sign); ) {
    at += 1;
    sign = text.charCodeAt(at);
  }
  return at;
}

const isSign = (sign: number): boolean => sign === MINUS || sign === 0x2b;

const MOST_PLAIN_DIGITS = 15;

/** Whole numbers of few digits are written as they were read. */
function isChanged(text: string, start: number, end: number): boolean {
  const number = text.slice(start, end);
  if (end - start <= MOST_PLAIN_DIGITS && /^[1-9]\d*$/.test(number)) return false;
  return String(Number(number)) !== number;
}
