const two = (value: number): string => String(value).padStart(2, '0');
const words = ['Ánh sáng', 'Bệnh án', 'Chữa lành', 'Đường dài', 'Êm ả', 'Giấc mơ', 'Hồ sơ', 'Ước vọng'];

const day = (seed: number): string => `${2000 + (seed % 23)}-${two(1 + (seed % 12))}-${two(1 + (seed % 28))}`;
const clock = (seed: number): string => `${two(seed % 24)}:${two(seed % 60)}:${two((seed * 7) % 60)}`;

const made: Readonly<Record<string, (seed: number) => unknown>> = {
  boolean: (seed) => seed % 2 === 0,
  integer: (seed) => 1 + (seed % 90),
  positiveInt: (seed) => 1 + (seed % 90),
  unsignedInt: (seed) => 1 + (seed % 90),
  decimal: (seed) => (1 + (seed % 90)) / 4,
  string: (seed) => `${words[seed % words.length]} ${seed}`,
  markdown: (seed) => `${words[seed % words.length]} ${seed}`,
  code: (seed) => `ma-${seed}`,
  id: (seed) => `id-${seed}`,
  uri: (seed) => `http://example.org/conformance/uri/${seed % 5}/part/${seed}`,
  url: (seed) => `http://example.org/conformance/url/${seed % 5}/part/${seed}`,
  canonical: (seed) => `http://example.org/conformance/canonical/${seed}${seed % 2 ? '|1.0' : ''}`,
  oid: (seed) => `urn:oid:1.2.${seed}.3`,
  uuid: (seed) => `urn:uuid:00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`,
  date: day,
  dateTime: (seed) => `${day(seed)}T${clock(seed)}+07:00`,
  instant: (seed) => `${day(seed)}T${clock(seed)}.${String(seed % 1000).padStart(3, '0')}Z`,
  time: clock,
  base64Binary: () => 'AAAA',
  xhtml: (seed) => `<div xmlns="http://www.w3.org/1999/xhtml">Đoạn ${seed}</div>`,
};

/** A valid value of a primitive type; differing seeds give differing values, as far as the type has them. */
export const samplePrimitive = (type: string, seed: number): unknown => made[type]?.(seed) ?? `x${seed}`;
