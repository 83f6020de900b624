const { isRawJSON } = JSON as JSON & { isRawJSON(value: unknown): value is { readonly rawJSON: string } };

const LONGEST_STRING = 1_048_576;
const MOST_DECIMAL_CHARACTERS = 100;
const LARGEST_EXPONENT = 300;

const year = '(?:[1-9]\\d{3}|0(?:[1-9]\\d\\d|0(?:[1-9]\\d|0[1-9])))';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,9})?';
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';
const day = '(?:0[1-9]|[12]\\d|3[01])';
const month = '(?:0[1-9]|1[0-2])';

const date = new RegExp(`^${year}(?:-${month}(?:-${day})?)?$`);
const dateTime = new RegExp(`^${year}(?:-${month}(?:-${day}(?:T${clock}${zone})?)?)?$`);
const instant = new RegExp(`^${year}-${month}-${day}T${clock}${zone}$`);
const time = new RegExp(`^${clock}$`);
const id = /^[A-Za-z0-9\-.]{1,64}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const code = /^[^\s\x00-\x1f]+(?: [^\s\x00-\x1f]+)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const uri = /^[^\s\x00-\x1f]+$/;
const oid = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]([+-]?\d+))?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const controls = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/** A calendar day that exists: 2023-02-29 does not. */
function isRealDay(text: string): boolean {
  if (text.length < 10) return true;
  const dayOfMonth = Number(text.slice(8, 10));
  if (dayOfMonth < 29) return true;
  return (
    dayOfMonth <= new Date(Date.UTC(2000 + (Number(text.slice(0, 4)) % 400), Number(text.slice(5, 7)), 0)).getUTCDate()
  );
}

const dated = (pattern: RegExp) => (value: unknown) =>
  typeof value === 'string' && pattern.test(value) && isRealDay(value);

const isInteger = (least: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2_147_483_647;

/** Unicode that a database can keep: no control characters, no half surrogates. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= LONGEST_STRING && !controls.test(value) && value.isWellFormed();

/** A number, or a number kept as it was written (JSON.rawJSON); what no database column can hold is refused. */
function isDecimal(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || !isRawJSON(value) || value.rawJSON.length > MOST_DECIMAL_CHARACTERS) return false;
  const found = decimal.exec(value.rawJSON);
  return found !== null && Math.abs(Number(found[1] ?? 0)) <= LARGEST_EXPONENT;
}

/** Linear in the length: attachments are megabytes. */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string' || /[^A-Za-z0-9+/=\s]/.test(value)) return false;
  const text = /\s/.test(value) ? value.replace(/\s+/g, '') : value;
  const padding = text.indexOf('=');
  return text.length > 0 && text.length % 4 === 0 && (padding === -1 || /^={1,2}$/.test(text.slice(padding)));
}

/**
 * Is this JSON value a valid primitive of that type? Stricter than the published patterns where those admit days that
 * do not exist, and wider where they refuse a no-break space.
 *
 * @source FHIR R4 4.0.1, datatypes.html section 2.24.0.1 (verified against the published regular expressions)
 */
export const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  integer: isInteger(-2_147_483_648),
  unsignedInt: isInteger(0),
  positiveInt: isInteger(1),
  decimal: isDecimal,
  string: isText,
  markdown: isText,
  id: matches(id),
  code: matches(code),
  uri: matches(uri),
  url: matches(uri),
  canonical: matches(uri),
  oid: matches(oid),
  uuid: matches(uuid),
  date: dated(date),
  dateTime: dated(dateTime),
  instant: dated(instant),
  time: matches(time),
  base64Binary: isBase64,
};
