import { partnerSystem } from '@lienmach/core';
import { type MessageContext, type Need, stableId } from '@lienmach/exchange';
import type { CodeableConcept, Identifier } from 'fhir/r4';
import { token } from './resource-entry.ts';

/** A number of the partner and who gave it: two kinds may use the same number for different things. */
export interface ToldNumber {
  readonly kind: 'placer' | 'filler' | 'group' | 'message' | 'line';
  readonly value: string;
}

/** @param what  `order`, `immunization` */
export const toldIdentifier = (partner: string, what: string, { kind, value }: ToldNumber): Identifier => ({
  system: partnerSystem(partner, kind === 'placer' ? what : `${what}-${kind}`),
  value,
});

/** Everything that carries one of the numbers, in one search. */
export const numbersNeed = (type: string, identifiers: readonly Identifier[]): Need => {
  const tokens = new Set(identifiers.map(({ system = '', value = '' }) => token(system, value)));
  return { search: `${type}?${new URLSearchParams({ identifier: [...tokens].join(',') })}`, many: 200 };
};

interface Line {
  readonly number: ToldNumber;
  readonly code: CodeableConcept;
}

const codeKey = ({ coding, text = '' }: CodeableConcept): string =>
  coding?.[0]?.code === undefined ? text : `${coding[0].system ?? ''}|${coding[0].code}`;

const sameNumber = (one: ToldNumber, other: ToldNumber): boolean =>
  one.kind === other.kind && one.value === other.value;

/** What a line stands under when nobody knew it before: its number, its code, and which of its like it is. */
export function lineId(what: string, lines: readonly Line[], at: number, { channel }: MessageContext): string {
  const line = lines[at];
  if (line === undefined) return stableId(channel.partner, what);
  const { number, code } = line;
  const likes = lines
    .slice(0, at)
    .filter((other) => sameNumber(other.number, number) && codeKey(other.code) === codeKey(code));
  return stableId(channel.partner, what, number.kind, number.value, codeKey(code), String(likes.length + 1));
}

interface Numbered {
  readonly id?: string | undefined;
  readonly identifier?: Identifier[] | undefined;
}

/** Of what carries the number of a line the one it means: of the same code, else the only one of a number given to one thing. */
export function earlierLine<Kept extends Numbered>(
  kept: readonly Kept[],
  lines: readonly Line[],
  at: number,
  { id, identifier, codeOf }: { id: string; identifier: Identifier; codeOf(kept: Kept): CodeableConcept | undefined },
): Kept | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const own = kept.filter((one) =>
    one.identifier?.some(({ system, value }) => system === identifier.system && value === identifier.value),
  );
  const like = own.filter((one) => codeKey(codeOf(one) ?? {}) === codeKey(line.code));
  const found = own.find((one) => one.id === id) ?? (like.length === 1 ? like[0] : undefined);
  if (found !== undefined) return found;
  const isAlone = lines.filter(({ number }) => sameNumber(number, line.number)).length === 1;
  return isAlone && own.length === 1 && line.number.kind !== 'group' ? own[0] : undefined;
}
