import { type SearchParameterRow, searchParameters } from '@lienmach/fhir-definitions';
import type { Json } from '../json.ts';
import { appliesTo } from './applies-to.ts';
import { type Found, valuesOf } from './values-of.ts';

/** Everything that was loaded, as the server gave it back: what the independent evaluation looks at. */
export class LoadedSet {
  /** address of the server's FHIR door, so that its own absolute addresses are known */
  readonly base: string;
  readonly #types = new Map<string, Json[]>();
  readonly #byAddress = new Map<string, Json>();
  readonly #values = new WeakMap<Json, Map<string, Found[]>>();

  constructor(base: string) {
    this.base = base;
  }

  add(resource: Json): void {
    const type = String(resource.resourceType);
    const list = this.#types.get(type) ?? [];
    list.push(resource);
    this.#types.set(type, list);
    this.#byAddress.set(`${type}/${resource.id}`, resource);
  }

  get size(): number {
    return this.#byAddress.size;
  }

  of(type: string): readonly Json[] {
    return this.#types.get(type) ?? [];
  }

  find(address: string): Json | undefined {
    return this.#byAddress.get(address);
  }

  /** values of a parameter in one resource, evaluated once */
  values(row: SearchParameterRow, resource: Json): readonly Found[] {
    const known = this.#values.get(resource) ?? new Map<string, Found[]>();
    this.#values.set(resource, known);
    const found = known.get(row.url) ?? valuesOf(row, resource);
    known.set(row.url, found);
    return found;
  }
}

const rows = new Map<string, SearchParameterRow | undefined>();

/** The parameter a type knows by this code. */
export function findParameter(type: string, code: string): SearchParameterRow | undefined {
  const key = `${type}.${code}`;
  if (!rows.has(key)) {
    rows.set(
      key,
      searchParameters().find((row) => row.code === code && appliesTo(type, row)),
    );
  }
  return rows.get(key);
}
