import { type SearchParameterRow, type SearchParameterType, searchParameters } from '@lienmach/fhir-definitions';
import type { Json } from '../json.ts';
import { findParameter, type LoadedSet } from './loaded-set.ts';
import { matchesDate } from './match-date.ts';
import { matchesNear } from './match-near.ts';
import { matchesNumber, matchesQuantity } from './match-number.ts';
import { localAddress, matchesReference, targetText } from './match-reference.ts';
import { matchesString } from './match-string.ts';
import { matchesOfType, matchesToken, matchesTokenText } from './match-token.ts';
import { matchesUri } from './match-uri.ts';
import { matchesWords } from './match-words.ts';
import { splitValue } from './split-value.ts';
import { type Found, placesOf } from './values-of.ts';

export type Criterion = readonly [name: string, value: string];

/** Which resources of a type a search must return, decided without the store: by FHIRPath and the text of the standard. */
export function expectedIds(set: LoadedSet, type: string, criteria: readonly Criterion[]): Set<string> {
  const now = Date.now();
  const kept = set.of(type).filter((resource) => criteria.every((one) => new Reader(set, now).holds(resource, one)));
  return new Set(kept.map(({ id }) => String(id)));
}

/** Values that mean something for a search: a reference needs an address or a number, a telephone its number. */
function hasContent({ type, value }: Found): boolean {
  if (type === 'Reference') return JSON.stringify(value).match(/"(reference|identifier)":/) !== null;
  return value !== undefined && value !== null;
}

/** Reads one criterion for one resource after another. */
class Reader {
  readonly #set: LoadedSet;
  readonly #now: number;

  constructor(set: LoadedSet, now: number) {
    this.#set = set;
    this.#now = now;
  }

  holds(resource: Json, [name, value]: Criterion): boolean {
    if (name.startsWith('_has:')) return this.#isPointedAt(resource, name, value);
    const [, code = '', modifier, rest] = /^([A-Za-z_-][A-Za-z0-9_-]*)(?::([A-Za-z-]+))?(?:\.(.+))?$/.exec(name) ?? [];
    const row = findParameter(String(resource.resourceType), code);
    if (!row) throw new RangeError(`${resource.resourceType} has no search parameter ${code}`);
    if (rest !== undefined) return this.#leadsTo(resource, row, modifier, [rest, value]);
    const wanted = splitValue(value, ',');
    if (code === '_text' || code === '_content') return wanted.some((text) => matchesWords(code, resource, text));
    if (row.type === 'composite') return this.#hasPlace(resource, row, wanted);
    const written = this.#set.values(row, resource);
    if (modifier === 'missing') return (written.length === 0) === (value === 'true');
    const found = written.filter(hasContent);
    const isOne = wanted.some((text) => found.some((one) => this.#matches(one, row.type, { text, modifier, row })));
    return modifier === 'not' ? !isOne : isOne;
  }

  #matches(
    found: Found,
    type: SearchParameterType,
    { text, modifier, row }: { text: string; modifier?: string | undefined; row: SearchParameterRow },
  ): boolean {
    switch (type) {
      case 'token':
        if (modifier === 'text') return matchesTokenText(found, text);
        return modifier === 'of-type' ? matchesOfType(found, text) : matchesToken(found, text);
      case 'string':
        return matchesString(found, text, modifier);
      case 'date':
        return matchesDate(found, text, this.#now);
      case 'number':
        return matchesNumber(found, text);
      case 'quantity':
        return matchesQuantity(found, text);
      case 'reference':
        return matchesReference(found, text, { modifier, targets: row.target ?? [], base: this.#set.base });
      case 'uri':
        return matchesUri(found, text, modifier);
      case 'special':
        return matchesNear(found, text);
      default:
        throw new RangeError(`no rule for ${row.url}`);
    }
  }

  /** a composite: one place where each component has a matching value */
  #hasPlace(resource: Json, row: SearchParameterRow, wanted: readonly string[]): boolean {
    const components = (row.components ?? []).map(({ definition }) =>
      searchParameters().find((r) => r.url === definition),
    );
    const places = placesOf(row, resource);
    return wanted.some((whole) => {
      const parts = splitValue(whole, '$');
      return places.some((place) =>
        components.every((component, index) => {
          const values = place[index] ?? [];
          const text = parts[index] ?? '';
          return component && values.some((one) => this.#matches(one, component.type, { text, row: component }));
        }),
      );
    });
  }

  #leadsTo(resource: Json, row: SearchParameterRow, type: string | undefined, [name, value]: Criterion): boolean {
    return this.#set.values(row, resource).some((found) => {
      const address = localAddress(targetText(found) ?? '', this.#set.base);
      const types = type === undefined ? row.target : [type];
      if (!address || types?.includes(address.type) === false) return false;
      const target = this.#set.find(`${address.type}/${address.id}`);
      const code = /^[A-Za-z_-]+/.exec(name)?.[0] ?? '';
      const isKnown = name.startsWith('_has:') || findParameter(address.type, code) !== undefined;
      return target !== undefined && isKnown && this.holds(target, [name, value]);
    });
  }

  /** `_has:Observation:patient:code=…` */
  #isPointedAt(resource: Json, name: string, value: string): boolean {
    const [, source = '', code = '', rest = ''] = /^_has:([A-Za-z]+):([A-Za-z_-]+):(.+)$/.exec(name) ?? [];
    const row = findParameter(source, code);
    if (!row) throw new RangeError(`${source} has no search parameter ${code}`);
    return this.#set.of(source).some((other) => {
      const points = this.#set.values(row, other).some((found) => {
        const address = localAddress(targetText(found) ?? '', this.#set.base);
        return address?.type === resource.resourceType && address?.id === resource.id;
      });
      return points && this.holds(other, [rest, value]);
    });
  }
}
