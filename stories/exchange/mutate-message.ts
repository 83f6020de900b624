/** A generator of numbers between 0 and 1 that gives the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Chance = () => number;
type Mutation = (raw: Buffer, chance: Chance) => Buffer;

const below = (chance: Chance, limit: number): number => Math.floor(chance() * limit);

const lines = (raw: Buffer): string[] => raw.toString('latin1').split(/\r\n|\r|\n/);
const joined = (parts: readonly string[]): Buffer => Buffer.from(parts.join('\r'), 'latin1');

/** One place in the message replaced by something else. */
function replaced(raw: Buffer, chance: Chance, by: Buffer): Buffer {
  const at = below(chance, raw.length + 1);
  return Buffer.concat([raw.subarray(0, at), by, raw.subarray(Math.min(raw.length, at + below(chance, 4)))]);
}

const pick = <Item>(items: readonly [Item, ...Item[]], chance: Chance): Item =>
  items[below(chance, items.length)] ?? items[0];

const badEscapes = ['\\', '\\F', '\\XZZ\\', '\\XC3\\', '\\.br', '\\Z1\\', '&#0;', '&lt', '\\E\\E\\'] as const;
const badBytes = [
  Buffer.of(0xff, 0xfe),
  Buffer.of(0xc3),
  Buffer.of(0xe1, 0xbb),
  Buffer.of(0),
  Buffer.of(0x0b, 0x1c, 0x0d),
  Buffer.from('Nguyễn', 'utf16le'),
] as const;

/** What wires, programs and people do to messages. */
const mutations: Readonly<Record<string, Mutation>> = {
  cut: (raw, chance) => raw.subarray(0, below(chance, raw.length)),
  'cut inside': (raw, chance) => {
    const at = below(chance, raw.length);
    return Buffer.concat([raw.subarray(0, at), raw.subarray(at + below(chance, raw.length - at))]);
  },
  swapped: (raw, chance) => {
    const parts = lines(raw);
    const [one, other] = [below(chance, parts.length), below(chance, parts.length)];
    const [first = '', second = ''] = [parts[one], parts[other]];
    return joined(parts.map((line, at) => (at === one ? second : at === other ? first : line)));
  },
  'wrong counts': (raw, chance) =>
    Buffer.concat([Buffer.from('BHS|^~\\&\r'), raw, Buffer.from(`\rBTS|${2 + below(chance, 5)}\r`)]),
  'one too many': (raw, chance) => {
    const parts = lines(raw);
    const at = below(chance, parts.length);
    return joined([...parts.slice(0, at), ...parts.slice(at, at + 3), ...parts.slice(at)]);
  },
  'one too few': (raw, chance) => {
    const parts = lines(raw);
    const at = below(chance, parts.length);
    return joined(parts.filter((_, turn) => turn !== at));
  },
  'bad escapes': (raw, chance) => replaced(raw, chance, Buffer.from(pick(badEscapes, chance))),
  'wrong encoding': (raw, chance) => replaced(raw, chance, pick(badBytes, chance)),
  'other charset': (raw) => Buffer.from(raw.toString('utf8'), 'utf16le'),
  'huge field': (raw, chance) =>
    replaced(raw, chance, Buffer.alloc(1000 * 2 ** below(chance, 9), pick(['A', '|', '^', '~', '9', ' '], chance))),
  'fields moved': (raw, chance) =>
    replaced(raw, chance, Buffer.from(pick(['|', '||||', '^', '~', '&', '\r', '\n'], chance))),
  'letters changed': (raw, chance) => {
    const copy = Buffer.from(raw);
    for (let turn = 0; turn < 8; turn++) copy[below(chance, copy.length)] = 32 + below(chance, 95);
    return copy;
  },
};

/** The copy number `turn` of a message: the same for the same turn, in every run. */
export function mutatedCopy(raw: Buffer, turn: number): { readonly kind: string; readonly raw: Buffer } {
  const chance = seededRandom(turn * 2_654_435_761);
  const kinds = Object.keys(mutations);
  const kind = kinds[turn % kinds.length] ?? 'cut';
  return { kind, raw: mutations[kind]?.(raw, chance) ?? raw };
}
