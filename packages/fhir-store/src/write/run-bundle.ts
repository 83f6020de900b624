import { isFhirError } from '@lienmach/outcome';
import type { Bundle, BundleEntry } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { parseStored } from '../parse-json.ts';
import type { BundleOptions, Caller, FhirStore } from '../store-contract.ts';
import { bundleIntents, type EntryIntent, entryIntent, type ReadIntent } from './bundle-entries.ts';
import { foundEntry, refusedEntry, writtenEntry } from './bundle-response.ts';
import { placed } from './entry-place.ts';
import { executeWrites } from './execute-writes.ts';
import type { AskedIntent } from './intent.ts';
import type { WriteContext } from './write-context.ts';

/** Reading and searching, for the GETs of a bundle. */
export type Reader = Pick<FhirStore, 'read' | 'search'>;

interface Asked {
  readonly context: WriteContext;
  readonly reader: Reader;
  readonly caller: Caller;
  readonly returnBodies: boolean;
  readonly first?: BundleOptions['first'];
}

/**
 * `transaction`: all or nothing is written; its reads see what was written, and a refused one is an answer. `batch`: every entry for itself, refusals are answers.
 *
 * @source FHIR R4 4.0.1, http.html#transaction (verified)
 */
export async function runBundle(asked: Asked, bundle: Bundle): Promise<Bundle> {
  if (bundle.resourceType !== 'Bundle') throw storeErrors.notABundle({ at: 'Bundle' });
  if (bundle.type === 'transaction')
    return { resourceType: 'Bundle', type: 'transaction-response', entry: await runTransaction(asked, bundle) };
  if (bundle.type === 'batch')
    return { resourceType: 'Bundle', type: 'batch-response', entry: await runBatch(asked, bundle) };
  throw storeErrors.notABundle({ at: 'Bundle.type', detail: bundle.type });
}

async function runTransaction(asked: Asked, bundle: Bundle): Promise<BundleEntry[]> {
  const entries = bundleIntents(bundle);
  const writes = entries.filter(isWrite);
  checkFullUrls(writes);
  const results = await executeWrites(asked.context, asked.caller, writes, 'transaction', asked.first);
  const answers = new Map<EntryIntent, BundleEntry>();
  for (const [index, intent] of writes.entries()) {
    const result = results[index];
    if (result) answers.set(intent, writtenEntry(result, asked.returnBodies));
  }
  for (const entry of entries) if (!isWrite(entry)) answers.set(entry, await readAfterCommit(asked, entry));
  return entries.flatMap((entry) => answers.get(entry) ?? []);
}

/** Everything is written by now: a read that is refused must not look as if nothing had been. */
async function readAfterCommit(asked: Asked, entry: ReadIntent): Promise<BundleEntry> {
  try {
    return await readEntry(asked, entry);
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    return refusedEntry(thrown);
  }
}

const isWrite = (entry: EntryIntent): entry is AskedIntent => entry.kind !== 'read';

function checkFullUrls(intents: readonly AskedIntent[]): void {
  const seen = new Set<string>();
  for (const { fullUrl, place } of intents) {
    if (fullUrl === undefined) continue;
    if (seen.has(fullUrl))
      throw storeErrors.duplicateEntry({ at: place.replace('.resource', '.fullUrl'), detail: fullUrl });
    seen.add(fullUrl);
  }
}

async function runBatch(asked: Asked, bundle: Bundle): Promise<BundleEntry[]> {
  const answers: BundleEntry[] = [];
  for (const [index, entry] of (bundle.entry ?? []).entries()) {
    try {
      answers.push(await runEntry(asked, entry, `Bundle.entry[${index}]`));
    } catch (thrown) {
      if (!isFhirError(thrown)) throw thrown;
      answers.push(refusedEntry(thrown));
    }
  }
  return answers;
}

async function runEntry(asked: Asked, entry: BundleEntry, at: string): Promise<BundleEntry> {
  const intent = entryIntent(entry, at);
  if (!isWrite(intent)) return readEntry(asked, intent);
  const [result] = await executeWrites(asked.context, asked.caller, [intent], intent.kind);
  if (!result) throw storeErrors.busy({ at });
  return writtenEntry(result, asked.returnBodies);
}

async function readEntry({ reader, caller }: Asked, { type, id, query, place }: ReadIntent): Promise<BundleEntry> {
  try {
    if (id !== undefined) return foundEntry(parseStored((await reader.read(caller, type, id)).text));
    const { matches, included, total } = await reader.search(caller, type, query);
    const entry = [
      ...matches.map(({ text }): BundleEntry => ({ resource: parseStored(text), search: { mode: 'match' } })),
      ...included.map(({ text }): BundleEntry => ({ resource: parseStored(text), search: { mode: 'include' } })),
    ];
    return foundEntry({ resourceType: 'Bundle', type: 'searchset', ...(total === undefined ? {} : { total }), entry });
  } catch (thrown) {
    throw isFhirError(thrown) ? placed(place, thrown) : thrown;
  }
}
