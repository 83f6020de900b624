import { join } from 'node:path';
import {
  channelOfEndpoint,
  holdsVisit,
  isLegalHold,
  keptFromYear,
  LEGAL_HOLD,
  toVnDay,
  visitOfEntry,
} from '@lienmach/core';
import {
  type ChannelDefinition,
  cleanDone,
  countOldMessages,
  type HeldMessages,
  type MessageRetention,
  type PurgedMessages,
  parseChannelDefinition,
  purgeMessages,
} from '@lienmach/exchange';
import type { Caller, FhirStore, ResourceOf, ResourceType, Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { List, Patient } from 'fhir/r4';

interface RetentionHouse {
  readonly sql: Sql;
  readonly store: FhirStore;
  /** the data folder */
  readonly folder: string;
  readonly now: () => Date;
}

export interface PurgedTraffic {
  readonly messages: readonly PurgedMessages[];
  /** taken files of folder channels */
  readonly files: number;
}

const houseItself: Caller = {
  agent: { who: 'Device/retention', display: 'Lưu trữ', client: 'message-retention', roles: [] },
  reach: { limit: () => 'all' },
};
const DAY = 24 * 60 * 60_000;

async function all<T extends ResourceType>(store: FhirStore, type: T, query: string): Promise<ResourceOf<T>[]> {
  const found: ResourceOf<T>[] = [];
  const parameters = new URLSearchParams(`${query}&_count=200`);
  for (;;) {
    const { matches, next } = await store.search(houseItself, type, parameters);
    found.push(...matches.map(({ text }) => JSON.parse(text) as ResourceOf<T>)); // written by way of the validator
    if (next === undefined) return found;
    parameters.set('_cursor', next);
  }
}

function definitionOf(text: string): ChannelDefinition | undefined {
  try {
    return parseChannelDefinition(text);
  } catch (error) {
    if (isFhirError(error)) return undefined;
    throw error;
  }
}

interface KeptChannel {
  readonly id: string;
  /** the site said how long, not the law's usual */
  readonly isDeclared: boolean;
  readonly before: Date;
  readonly folder: string | undefined;
}

/** before it nothing was ever received */
const never = new Date(0);
const yearsEnd = (year: number): Date => new Date(`${year}-01-01T00:00:00+07:00`);

/** Days as the channel says; raw messages of an analyzer shorter than what speaks of visits. */
function keptOf(id: string, definition: ChannelDefinition, now: Date): KeptChannel | undefined {
  const { retention, codec, transport, direction } = definition;
  const today = toVnDay(now);
  const year = keptFromYear([codec === 'astm' ? 'analyzerMessage' : 'visit'], today);
  const days = retention?.days;
  const folder = transport.kind === 'folder' && direction === 'in' ? transport.folder : undefined;
  if (days !== undefined) return { id, isDeclared: true, before: new Date(now.getTime() - days * DAY), folder };
  return year === undefined ? undefined : { id, isDeclared: false, before: yearsEnd(year), folder };
}

async function channelsOf({ store }: RetentionHouse, now: Date): Promise<KeptChannel[]> {
  return (await all(store, 'Endpoint', '')).flatMap((endpoint) => {
    const record = channelOfEndpoint(endpoint);
    const definition = record === undefined ? undefined : definitionOf(record.definition);
    return definition === undefined ? [] : (keptOf(record?.id ?? '', definition, now) ?? []);
  });
}

/** Whom a hold speaks of: its subject, or those of its visits. */
async function patientsOf(store: FhirStore, hold: List): Promise<string[]> {
  const subject = hold.subject?.reference;
  const visits = (hold.entry ?? []).flatMap((entry) => visitOfEntry(entry) ?? []);
  const encounters = visits.length === 0 ? [] : await all(store, 'Encounter', `_id=${visits.join(',')}`);
  const ofVisits = encounters
    .filter((one) => holdsVisit(hold, { id: one.id ?? '', patient: one.subject?.reference }))
    .flatMap((one) => one.subject?.reference ?? []);
  return [...(subject === undefined ? [] : [subject]), ...ofVisits];
}

/** The person as the record knows them now and before: records that were merged speak of one person. */
async function allOf(store: FhirStore, patient: string): Promise<Patient[]> {
  const [own, merged] = await Promise.all([
    all(store, 'Patient', `_id=${patient.replace('Patient/', '')}`),
    all(store, 'Patient', `link=${patient}`),
  ]);
  const linked = own.flatMap(({ link = [] }) => link.flatMap(({ other }) => other.reference?.split('/')[1] ?? []));
  const others = linked.length === 0 ? [] : await all(store, 'Patient', `_id=${linked.join(',')}`);
  return [...own, ...merged, ...others];
}

/** Every number under which a partner may have spoken of somebody whose record is held. */
async function heldMessages({ store }: RetentionHouse): Promise<HeldMessages | undefined> {
  const lists = await all(store, 'List', `code=${LEGAL_HOLD.system}|${LEGAL_HOLD.code}&status=current`);
  const holds = lists.filter(isLegalHold);
  if (holds.length === 0) return undefined;
  const patients = new Set((await Promise.all(holds.map((hold) => patientsOf(store, hold)))).flat());
  const marks = new Set(patients);
  for (const patient of patients) {
    const persons = await allOf(store, patient);
    const references = new Set([patient, ...persons.map(({ id }) => `Patient/${id}`)]);
    const subject = [...references].join(',');
    const [orders, tubes] = await Promise.all([
      all(store, 'ServiceRequest', `subject=${subject}`),
      all(store, 'Specimen', `subject=${subject}`),
    ]);
    for (const reference of references) marks.add(reference);
    for (const { identifier } of [...persons, ...orders, ...tubes])
      for (const { value } of identifier ?? []) if (value !== undefined) marks.add(value);
  }
  return { marks: [...marks] };
}

/** How a turn of the retention goes. */
interface RetentionTurn {
  /** counts only */
  readonly isTrial?: boolean;
  /** leaves alone what no channel sets days for: that goes when a person asks for it */
  readonly onlyDeclared?: boolean;
}

/**
 * Removes messages that are settled and past their time, and the files that folder channels took as long ago: by what each
 * channel declares, else by law. What waits for a person stays, and whatever a legal hold may speak of.
 */
export async function retainMessages(house: RetentionHouse, turn: RetentionTurn = {}): Promise<PurgedTraffic> {
  const { isTrial = false, onlyDeclared = false } = turn;
  const now = house.now();
  const [all, held] = await Promise.all([channelsOf(house, now), heldMessages(house)]);
  const channels = all.map((one) => (onlyDeclared && !one.isDeclared ? { ...one, before: never } : one));
  const year = onlyDeclared ? undefined : keptFromYear(['visit'], toVnDay(now));
  const before = year === undefined ? never : yearsEnd(year);
  const retention: MessageRetention = { before, channels, held };
  const messages = await (isTrial ? countOldMessages(house.sql, retention) : purgeMessages(house.sql, retention, now));
  let files = 0;
  for (const { folder, before: until } of channels)
    if (folder !== undefined) files += await cleanDone(join(house.folder, 'exchange', folder), until, isTrial);
  return { messages, files };
}
