import { requiredCodes } from '@lienmach/fhir-definitions';
import type { Caller, CodeBook, FhirStore } from '@lienmach/fhir-store';
import type { TerminologyEngine } from '@lienmach/terminology';
import type { ValueSet } from 'fhir/r4';

interface Sources {
  /** known once the store is */
  readonly store: () => FhirStore;
  /** the same answers as `$expand` and `$subsumes` give */
  readonly codes: () => TerminologyEngine;
  /** the day that codes are asked for */
  readonly today: () => string;
}

/**
 * What `:in` and `:below` mean here: value sets of the record, as far as the caller may find them, the required value sets of R4,
 * what ships with the house, and whole code systems (`system?fhir_vs`).
 */
export function codeBook({ store, codes, today }: Sources): CodeBook {
  return {
    async valueSet(caller, url) {
      const valueSet = await find(store(), caller, url);
      const required = valueSet === undefined ? requiredCodes(url) : undefined;
      if (required) return required.flatMap(({ system, codes: own }) => own.map((code) => ({ system, code })));
      // the house reads all definitions; who may not find them all is not told what is in the others
      const mayKnow = caller.reach.limit('ValueSet', 'search') === 'all' || url.endsWith('?fhir_vs');
      if (valueSet === undefined && !mayKnow) return undefined;
      return codes().list({ url, valueSet, date: today() });
    },
    hierarchy: (question) => codes().hierarchy({ ...question, date: today() }),
  };
}

/** By canonical address, also with a version, or by `ValueSet/id`. */
async function find(store: FhirStore, caller: Caller, url: string): Promise<ValueSet | undefined> {
  const [address = '', version] = url.split('|', 2);
  // an empty address is no question, a comma would be read as several
  if (address === '' || address === 'ValueSet/' || address.includes(',')) return undefined;
  const query = new URLSearchParams({ _count: '1', _sort: '-_lastUpdated' });
  if (address.startsWith('ValueSet/')) query.set('_id', address.slice('ValueSet/'.length));
  else query.set('url', address);
  if (version !== undefined) query.set('version', version);
  if (caller.reach.limit('ValueSet', 'search') === 'none') return undefined;
  const [match] = (await store.search(caller, 'ValueSet', query)).matches;
  return match && (JSON.parse(match.text) as ValueSet);
}
