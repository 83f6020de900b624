import type { BloodGroup } from '../rules/blood-group.ts';

/** What barcodes of one bag say together. */
export interface BagLabel {
  /** donation identification number, 13 characters */
  readonly donation?: string;
  /** five characters of the product description, then donation type and division */
  readonly product?: string;
  readonly group?: BloodGroup;
  /** FHIR date */
  readonly collected?: string;
  /** FHIR dateTime; a label with a day only means its last minute in Viet Nam */
  readonly expires?: string;
}

const groups: Readonly<Record<string, BloodGroup>> = {
  '95': { abo: 'O', rhd: 'negative' },
  '51': { abo: 'O', rhd: 'positive' },
  '06': { abo: 'A', rhd: 'negative' },
  '62': { abo: 'A', rhd: 'positive' },
  '17': { abo: 'B', rhd: 'negative' },
  '73': { abo: 'B', rhd: 'positive' },
  '28': { abo: 'AB', rhd: 'negative' },
  '84': { abo: 'AB', rhd: 'positive' },
};

/** `cyyjjj`: century, year, day of the year */
function dayOf(text: string): string | undefined {
  const year = 2000 + Number(text.slice(0, 1)) * 1000 + Number(text.slice(1, 3));
  const ordinal = Number(text.slice(3, 6));
  const found = new Date(Date.UTC(year, 0, ordinal));
  return ordinal >= 1 && found.getUTCFullYear() === year ? found.toISOString().slice(0, 10) : undefined;
}

const endOfDay = (day: string): string => `${day}T23:59:00+07:00`;
const momentOf = (text: string): string | undefined => {
  const day = dayOf(text);
  const [hour, minute] = [text.slice(6, 8), text.slice(8, 10)];
  return day === undefined || hour > '23' || minute > '59' ? undefined : `${day}T${hour}:${minute}:00+07:00`;
};

/** length of the content behind the identifier, and what it means; undefined: it cannot be true */
const structures: readonly (readonly [RegExp, (content: string) => BagLabel | undefined])[] = [
  [/^=([A-NP-Z1-9][A-Z0-9]{4}\d{8})([0-9A-Z]{2})/, donationOf],
  [/^=%(\d\d)..(?=$|=|&)/, (code) => (groups[code] === undefined ? undefined : { group: groups[code] })],
  [/^=<([A-Z]\d{4}[A-Z0-9]{3})/, (product) => ({ product })],
  [/^=>(\d{6})/, (text) => dated(dayOf(text), (day) => ({ expires: endOfDay(day) }))],
  [/^&>(\d{10})/, (text) => dated(momentOf(text), (expires) => ({ expires }))],
  [/^=\*(\d{6})/, (text) => dated(dayOf(text), (collected) => ({ collected }))],
  [/^&\*(\d{10})/, (text) => dated(momentOf(text), (at) => ({ collected: at.slice(0, 10) }))],
  [/^=\\(\d{5,18})/, () => ({})],
  [/^&\((\d{5,18})/, () => ({})],
];

const dated = (found: string | undefined, make: (text: string) => BagLabel): BagLabel | undefined =>
  found === undefined ? undefined : make(found);

function donationOf(donation: string): BagLabel {
  return { donation };
}

/** One data structure at the beginning of the text, and what is left; undefined: nothing known begins here. */
function nextOf(text: string): { readonly label: BagLabel; readonly rest: string } | undefined {
  for (const [pattern, read] of structures) {
    const found = pattern.exec(text);
    const label = found === null ? undefined : read(found[1] ?? '');
    if (found !== null) return label === undefined ? undefined : { label, rest: text.slice(found[0].length) };
  }
  return undefined;
}

/** `=+aabbb`: a compound message and how many structures it has */
const COMPOUND = /^=\+(\d\d)(\d{3})/;

/**
 * What scans of one bag say: single barcodes (Code 128) one after the other, or the data matrix with all of them.
 * Structures that are known but carry nothing we keep are passed over; anything else makes the whole scan unreadable, so
 * that nothing is half read. Two scans that contradict each other are unreadable too.
 *
 * @param scans  as the reader sends them; a leading symbology identifier (`]C1`, `]d2`) is passed over
 * @returns undefined when a scan cannot be read
 * @source ISBT 128 Standard Technical Specification, data structures 001-007, 023 (secondary; identifiers and group codes from memory)
 */
export function readBagLabel(scans: readonly string[]): BagLabel | undefined {
  let known: BagLabel | undefined = {};
  for (const scan of scans) {
    known = known === undefined ? undefined : readScan(scan.trim().replace(/^\][A-Za-z]\d/, ''), known);
  }
  return known;
}

/** What is known with one more scan. */
function readScan(scan: string, before: BagLabel): BagLabel | undefined {
  const compound = COMPOUND.exec(scan);
  let text = scan.slice(compound?.[0].length ?? 0);
  let known = before;
  let count = 0;
  while (text !== '') {
    const next = nextOf(text);
    const merged = next === undefined ? undefined : merge(known, next.label);
    if (next === undefined || merged === undefined) return undefined;
    known = merged;
    text = next.rest;
    count++;
  }
  const isWhole = compound === null ? count > 0 : Number(compound[1]) === count;
  return isWhole ? known : undefined;
}

function merge(a: BagLabel, b: BagLabel): BagLabel | undefined {
  const clash = (['donation', 'product', 'collected', 'expires'] as const).some(
    (key) => a[key] !== undefined && b[key] !== undefined && a[key] !== b[key],
  );
  const groupsClash = a.group !== undefined && b.group !== undefined && a.group !== b.group;
  return clash || groupsClash ? undefined : { ...a, ...b };
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';

/**
 * The character printed in a box behind a donation number, for numbers that are typed.
 *
 * @source ISO/IEC 7064, MOD 37-2 (verified against its published example); ISBT 128, appendix on the check character (secondary)
 */
export function checkCharacter(donation: string): string {
  let sum = 0;
  for (const character of donation) sum = ((sum + ALPHABET.indexOf(character)) * 2) % 37;
  return ALPHABET.charAt((38 - sum) % 37);
}

/**
 * A number as somebody typed it: `G1234 26 123456`, with its check character when it is the thirteen characters of ISBT 128,
 * else a number of the supplier's own, four characters or more.
 *
 * @returns undefined when the check character is missing or wrong
 * @source ISBT 128 (secondary); numbers of suppliers without it: none, own choice
 */
export function typedDonation(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s.]/g, '');
  const isbt = /^([A-NP-Z1-9][A-Z0-9]{4}\d{8})([0-9A-Z*])?$/.exec(plain);
  if (isbt !== null) {
    const [, number = '', check] = isbt;
    return check === checkCharacter(number) ? number : undefined;
  }
  return /^[A-Z0-9][A-Z0-9-]{3,19}$/.test(plain) ? plain : undefined;
}
