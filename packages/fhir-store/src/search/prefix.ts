const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** How a date, number or quantity is compared. */
export type Prefix = (typeof prefixes)[number];

/** `ge2026` is `ge` and `2026`; without a prefix equality is meant. */
export function splitPrefix(value: string): { prefix: Prefix; rest: string } {
  const prefix = prefixes.find((name) => value.startsWith(name));
  return prefix ? { prefix, rest: value.slice(2) } : { prefix: 'eq', rest: value };
}
