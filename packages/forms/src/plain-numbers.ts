interface RawNumber {
  readonly rawJSON: string;
}
const isRaw = (value: object): value is RawNumber => 'rawJSON' in value && typeof value.rawJSON === 'string';

/** deeper than any form or response that is accepted; what lies below is cut off, and the limits of forms refuse the rest */
const DEEPEST = 120;

function plain(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  if (isRaw(value)) return Number(value.rawJSON);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, depth + 1)]));
}

/** The same resource with its decimals as numbers: what forms compute with has at most fifteen digits. */
// the shape stays, only raw numbers become numbers
export const plainNumbers = <R extends object>(resource: R): R => plain(resource) as R;
