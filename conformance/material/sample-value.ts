import { type ElementRow, requiredCodes, structure } from '@lienmach/fhir-definitions';
import { type Json, nodeOf } from '../json.ts';
import { samplePrimitive } from './sample-primitive.ts';

const SYSTEM = 'http://example.org/conformance/codes';
const UCUM = 'http://unitsofmeasure.org';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Vũ', 'Bùi', 'Đỗ'];
const given = ['An', 'Bình', 'Đức', 'Hạnh', 'Khuê', 'Ngọc', 'Sỹ', 'Thủy'];
const pick = (list: readonly string[], seed: number): string => list[seed % list.length] ?? '';

/** Where a value is needed: its element, and the types a reference should prefer. */
export interface Place {
  readonly element: ElementRow;
  readonly targets?: readonly string[];
  /** differing seeds give differing values */
  readonly seed: number;
}

/** The codes a required binding allows here, when they can be listed: one of them, by seed. */
export function boundCode({ element, seed }: Place): { system: string; code: string } | undefined {
  const groups = element.required === undefined ? undefined : requiredCodes(element.required);
  const all = (groups ?? []).flatMap(({ system, codes }) => codes.map((code) => ({ system, code })));
  return all[seed % Math.max(all.length, 1)];
}

const coding = (place: Place): Json => ({
  ...(boundCode(place) ?? { system: SYSTEM, code: `c${place.seed}` }),
  display: `Mã số ${place.seed}`,
});

const quantity = ({ seed }: Place): Json => ({
  value: 10 + (seed % 50) + 0.5,
  unit: 'mg',
  system: UCUM,
  code: 'mg',
});

const time = (seed: number): Json => ({ ...quantity({ seed, element: never }), unit: 'năm', code: 'a' });
const never: ElementRow = { path: 'none', min: 0, max: 1 };

/** From one day to the same day two years later. */
function period(seed: number): Json {
  const start = String(samplePrimitive('dateTime', seed));
  return { start, end: `${Number(start.slice(0, 4)) + 2}${start.slice(4)}` };
}

/** Resources that every type has two of, so that references lead somewhere. */
export const baseId = (seed: number): string => `base-${seed % 2}`;

function reference({ element, targets, seed }: Place): Json {
  const allowed = element.types?.flatMap((type) => type.targets ?? []) ?? [];
  const wanted = (targets ?? []).filter((target) => allowed.length === 0 || allowed.includes(target));
  const list = wanted.length > 0 ? wanted : allowed.length > 0 ? allowed : ['Patient', 'Practitioner'];
  return {
    reference: `${pick(list, seed >> 1)}/${baseId(seed)}`,
    identifier: { system: 'http://example.org/conformance/refs', value: `r${seed}` },
  };
}

const complex: Readonly<Record<string, (place: Place) => Json>> = {
  CodeableConcept: (place) => ({ coding: [coding(place)], text: `Khái niệm ${place.seed}` }),
  Coding: coding,
  Identifier: ({ seed }) => ({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: seed % 2 ? 'MR' : 'SS' }] },
    system: `http://example.org/conformance/ids/${seed % 3}`,
    value: `n${seed}`,
  }),
  HumanName: ({ seed }) => ({
    family: `${pick(families, seed)} ${seed}`,
    given: [pick(given, seed), pick(given, seed + 3)],
  }),
  Address: ({ seed }) => ({
    use: seed % 2 ? 'home' : 'work',
    line: [`Số ${seed} đường Thử`],
    city: `Thành phố ${pick(families, seed)} ${seed}`,
    district: `Quận ${seed}`,
    state: `Tỉnh ${seed}`,
    postalCode: String(100_000 + seed),
    country: `Nước ${seed}`,
  }),
  ContactPoint: ({ seed }) => ({ system: seed % 2 ? 'phone' : 'email', value: `0000-${seed}`, use: 'work' }),
  Quantity: quantity,
  SimpleQuantity: quantity,
  Age: ({ seed }) => time(seed),
  Duration: ({ seed }) => time(seed),
  Count: ({ seed }) => ({ value: 1 + (seed % 50), system: UCUM, code: '1' }),
  Distance: ({ seed }) => ({ value: 1 + (seed % 50), unit: 'km', system: UCUM, code: 'km' }),
  Money: ({ seed }) => ({ value: 1000 + seed, currency: seed % 2 ? 'VND' : 'USD' }),
  Period: ({ seed }) => period(seed),
  Range: (place) => ({
    low: { ...quantity(place), value: 1 + (place.seed % 40) },
    high: { ...quantity(place), value: 60 + (place.seed % 40) },
  }),
  Ratio: (place) => ({ numerator: quantity(place), denominator: { ...quantity(place), value: 2 } }),
  SampledData: (place) => ({
    origin: quantity(place),
    period: 10,
    factor: 0.5,
    dimensions: 1,
    data: `${place.seed % 7} E ${place.seed % 5} ${20 + (place.seed % 9)} 8`,
  }),
  Timing: ({ seed }) => ({ event: [samplePrimitive('dateTime', seed)] }),
  Attachment: ({ seed }) => ({
    contentType: seed % 2 ? 'text/plain' : 'application/pdf',
    language: seed % 2 ? 'vi' : 'en',
    url: `http://example.org/conformance/files/${seed}`,
    title: `Tệp ${seed}`,
    creation: samplePrimitive('dateTime', seed),
  }),
  Annotation: ({ seed }) => ({ text: `Ghi chú ${seed}` }),
  Reference: reference,
  Extension: ({ seed }) => ({
    url: `http://example.org/conformance/extension/${seed}`,
    valueString: `mở rộng ${seed}`,
  }),
  Narrative: ({ seed }) => ({
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">Tóm tắt ${seed}</div>`,
  }),
};

/** A valid value of this FHIR type; complex types without a sample of their own get what they must have. */
export function sampleValue(type: string, place: Place): unknown {
  const made = complex[type];
  if (made) return made(place);
  if (structure(type).kind === 'primitive-type') return boundCode(place)?.code ?? samplePrimitive(type, place.seed);
  if (structure(type).kind === 'resource') {
    const [inside = 'Basic'] = place.targets ?? [];
    return { resourceType: inside, id: baseId(place.seed), ...minimalOf(inside, inside, place.seed) };
  }
  return minimalOf(type, type, place.seed);
}

/** The elements below a path, one level down; a content reference is followed. */
export function childrenOf(type: string, path: string): readonly ElementRow[] {
  const { elements } = structure(type);
  const content = elements.find((element) => element.path === path)?.content;
  const base = content ?? path;
  return elements.filter(({ path: one }) => one.startsWith(`${base}.`) && !one.slice(base.length + 1).includes('.'));
}

/** Only what must be there, at every depth; an element that may be empty but for the standard gets its first child. */
export function minimalOf(type: string, path: string, seed: number): Json {
  const made: Record<string, unknown> = {};
  const children = childrenOf(type, path);
  for (const element of children.filter(({ min }) => min > 0)) setElement(made, type, element, { seed });
  const [own] = children.filter(({ path: one }) => !/\.(id|extension|modifierExtension)$/.test(one));
  if (path.includes('.') && own && Object.keys(made).length === 0) setElement(made, type, own, { seed });
  return made;
}

export const isBackbone = (type: string): boolean => type === 'BackboneElement' || type === 'Element';

/** Writes one element with a value of one of its types. @returns the value written (one of a list) */
export function setElement(
  into: Record<string, unknown>,
  type: string,
  element: ElementRow,
  { code, seed, targets }: { code?: string; seed: number; targets?: readonly string[] },
): unknown {
  const kind = code ?? element.types?.[0]?.code ?? 'BackboneElement';
  const place = { element, seed, ...(targets ? { targets } : {}) };
  const value = isBackbone(kind) ? minimalOf(type, element.path, seed) : sampleValue(kind, place);
  const name = nameOf(element, kind);
  for (const other of element.types ?? []) if (element.path.endsWith('[x]')) delete into[nameOf(element, other.code)];
  into[name] = element.max === 1 ? value : [value];
  return value;
}

/** `value[x]` of type Quantity is `valueQuantity`. */
export function nameOf({ path }: ElementRow, kind: string): string {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return last.endsWith('[x]') ? `${last.slice(0, -3)}${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}` : last;
}

/** The one value, or the first of a list, as an object. */
export const firstOf = (value: unknown): Record<string, unknown> => nodeOf(Array.isArray(value) ? value[0] : value);
