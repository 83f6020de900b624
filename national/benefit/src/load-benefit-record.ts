import { readCharge } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { ChargeItem, Coverage, Encounter, Reference } from 'fhir/r4';
import type { BenefitRecord, IdentifiedCharge } from './record-benefit.ts';

/** ids asked for in one search */
const CHUNK = 100;
/** most lines of one visit; a long stay has some hundreds */
const MOST_LINES = 5000;

/** States in which a line was cancelled, not done, or must not be billed. */
const unbilled = new Set<ChargeItem['status']>(['planned', 'not-billable', 'aborted', 'entered-in-error']);

const chargesOf = (items: readonly ChargeItem[]): IdentifiedCharge[] =>
  items.filter((item) => !unbilled.has(item.status)).map((item) => ({ id: item.id ?? '', charge: readCharge(item) }));

/** The account of a visit; one that came from elsewhere may name it on its lines only. */
const accountOf = ({ account }: Encounter, items: readonly ChargeItem[]): Reference | undefined =>
  account?.[0] ?? items.flatMap((item) => item.account ?? [])[0];

/** Cards stand in the account of the visit, in the order of their priority. */
async function coveragesOf(store: RoomStore, encounter: Encounter, items: readonly ChargeItem[]): Promise<Coverage[]> {
  const reference = accountOf(encounter, items);
  if (reference?.reference === undefined) return [];
  const account = await store.follow('Account', reference);
  const cards = (account.coverage ?? []).toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const ids = cards.flatMap(({ coverage }) => coverage.reference?.split('/')[1] ?? []).slice(0, CHUNK);
  if (ids.length === 0) return [];
  const found = new Map(
    (await store.search('Coverage', `_id=${ids.join(',')}`)).map((coverage) => [coverage.id, coverage]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

/**
 * What the record holds of one visit, as far as money goes: four searches, however many lines it has.
 *
 * @throws store.notFound (404); core.chargeUnreadable (422) for a line that cannot be read
 */
export async function loadBenefitRecord(store: RoomStore, encounterId: string): Promise<BenefitRecord> {
  const [encounter, items] = await Promise.all([
    store.read('Encounter', encounterId),
    store.search('ChargeItem', `context=Encounter/${encounterId}`, MOST_LINES),
  ]);
  return { encounter, charges: chargesOf(items), coverages: await coveragesOf(store, encounter, items) };
}

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';

/** @throws core.chargeUnreadable for a line that cannot be read: then only this visit has no record */
const recordOf = (encounter: Encounter, items: readonly ChargeItem[], coverages: readonly Coverage[]) => {
  let record: BenefitRecord | undefined;
  return (): BenefitRecord => {
    record ??= { encounter, coverages, charges: chargesOf(items) };
    return record;
  };
};

/**
 * The same for many visits: three searches for each hundred of them. Each record is read when it is asked for, so that
 * one unreadable line does not hide the other visits.
 *
 * @returns by Encounter id
 */
export async function loadBenefitRecords(
  store: RoomStore,
  encounters: readonly Encounter[],
): Promise<Map<string, () => BenefitRecord>> {
  const items = await searchEach(
    store,
    'ChargeItem',
    'context',
    encounters.map(({ id }) => `Encounter/${id}`),
  );
  const byVisit = Map.groupBy(items, ({ context }) => context?.reference ?? '');
  const visits = encounters.map((encounter) => {
    const lines = byVisit.get(`Encounter/${encounter.id}`) ?? [];
    return { encounter, lines, account: idOf(accountOf(encounter, lines)?.reference) };
  });
  const accounts = await searchEach(
    store,
    'Account',
    '_id',
    visits.map(({ account }) => account),
  );
  const cardsOf = new Map(
    accounts.map(({ id, coverage }) => [
      id ?? '',
      (coverage ?? [])
        .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
        .map((card) => idOf(card.coverage.reference)),
    ]),
  );
  const found = await searchEach(store, 'Coverage', '_id', [...cardsOf.values()].flat());
  const coverages = new Map(found.map((coverage) => [coverage.id ?? '', coverage]));
  return new Map(
    visits.map(({ encounter, lines, account }) => {
      const own = (cardsOf.get(account) ?? []).flatMap((id) => coverages.get(id) ?? []);
      return [encounter.id ?? '', recordOf(encounter, lines, own)];
    }),
  );
}
