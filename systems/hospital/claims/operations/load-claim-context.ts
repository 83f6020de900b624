import {
  codeSystems,
  extensionCoding,
  extensions,
  identifierSystems,
  identifierValue,
  logicalCode,
  vnMinuteOf,
} from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import { isAbout, lookUpOf } from '../rules/card-question.ts';
import type { CardLookUp, ClaimContext, ListedCode, ListName, SiteList } from '../rules/claim-context.ts';
import { type ClaimFile, type ClaimRow, listOf, rowsOf, textOf } from '../rules/claim-file.ts';
import { dayOfDigits } from '../rules/claim-values.ts';
import type { ClaimedVisit } from '../rules/claimed-visit.ts';
import { bareLicence, bareService, doneAt, isFromElsewhere } from '../rules/service-codes.ts';
import { medicineDays } from '../rules/summary-row.ts';
import { catalogSize } from './catalog-size.ts';
import { loadSiteRules } from './load-site-rules.ts';

/** A code that is asked for, and the day for which. */
interface Asked {
  readonly code: string;
  readonly day: string;
}

/** Where a list is kept, and from how many codes on it is whole: the few that ship with the product prove nothing wrong. */
const kept = {
  icd10: { system: codeSystems.icd10, whole: 10_000 },
  communes: { system: codeSystems.commune, whole: 3_000 },
  services: { system: codeSystems.services7603, whole: 1_000 },
  facilities: { system: codeSystems.facility, whole: 1_000 },
  practitioners: { system: codeSystems.practitioner, whole: 1 },
  departments: { system: codeSystems.department, whole: 1 },
} as const satisfies Partial<Record<ListName, { system: string; whole: number }>>;

/** Most codes of a claim that are looked up in one list. A claim with more is not held against it. */
const MOST_CODES = 150;
/** Other visits of a patient that are looked at, latest first. */
const OTHER_VISITS = 50;

const dayOf = (row: ClaimRow | undefined, field: string): string => dayOfDigits(textOf(row, field));

/** Everybody whom rules look up in the register: who ordered drugs, did services, read results. */
const peopleOf = (claim: ClaimFile): string[] =>
  [
    ...rowsOf(claim, 'XML2').flatMap((row) => listOf(row, 'MA_BAC_SI')),
    ...rowsOf(claim, 'XML3').flatMap((row) => listOf(row, 'NGUOI_THUC_HIEN')),
    ...rowsOf(claim, 'XML4').flatMap((row) => listOf(row, 'MA_BS_DOC_KQ')),
  ]
    .filter((code) => !isFromElsewhere(code))
    .map(bareLicence);

/** Every code that rules look up in these lists, for the day on which they do. */
function askedOf(claim: ClaimFile): Record<keyof typeof kept, Asked[]> {
  const [summary] = rowsOf(claim, 'XML1');
  const services = rowsOf(claim, 'XML3');
  const left = dayOf(summary, 'NGAY_RA');
  const arrived = dayOf(summary, 'NGAY_VAO');
  const on = (day: string, codes: readonly string[]): Asked[] => codes.map((code) => ({ code, day }));
  const diseases = [textOf(summary, 'MA_BENH_CHINH'), ...listOf(summary, 'MA_BENH_KT')];
  return {
    icd10: on(left, [...diseases, ...services.flatMap((row) => listOf(row, 'MA_BENH'))]),
    communes: on(arrived, [textOf(summary, 'MAXA_CU_TRU')]),
    services: services
      .filter((row) => textOf(row, 'MA_VAT_TU') === '')
      .map((row) => ({ code: bareService(row), day: dayOf(row, 'NGAY_YL') })),
    facilities: [
      ...on(arrived, listOf(summary, 'MA_DKBD')),
      ...on(left, [textOf(summary, 'MA_NOI_DI'), textOf(summary, 'MA_NOI_DEN')]),
      ...on(
        left,
        services.flatMap((row) => doneAt(row) ?? []),
      ),
    ],
    practitioners: on(left, peopleOf(claim)),
    departments: [
      ...on(left, listOf(summary, 'MA_KHOA')),
      ...services.map((row) => ({ code: textOf(row, 'MA_KHOA'), day: dayOf(row, 'NGAY_YL') })),
    ],
  };
}

const isReadableDay = ({ day }: Asked): boolean => /^\d{4}-\d\d-\d\d$/.test(day);

/** The lines of a list that a claim asks for; undefined when the site has not loaded the whole list. */
async function loadList(
  { terminology }: Context,
  { system, whole }: { readonly system: string; readonly whole: number },
  asked: readonly Asked[],
): Promise<SiteList | undefined> {
  const named = asked.filter(({ code }) => code !== '');
  const questions = [...new Map(named.map((one) => [`${one.code} ${one.day}`, one])).values()];
  const [first] = questions;
  if (first === undefined || questions.length > MOST_CODES || !questions.every(isReadableDay)) return undefined;
  if ((await catalogSize(terminology, system, first.day)) < whole) return undefined;
  const found = await Promise.all(questions.map(({ code, day }) => terminology.lookup({ system, code, date: day })));
  const lines = new Map<string, ListedCode[]>();
  for (const concept of found.flatMap((one) => one ?? [])) {
    const { code, display, validFrom, validTo, properties } = concept;
    const says = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value)]));
    const line: ListedCode = {
      name: display,
      says,
      ...(validFrom === undefined ? {} : { from: validFrom }),
      ...(validTo === undefined ? {} : { to: validTo }),
    };
    lines.set(code, [...(lines.get(code) ?? []), line]);
  }
  return Object.fromEntries(lines);
}

const uncounted = new Set<Encounter['status']>(['cancelled', 'entered-in-error']);

/** What another visit of the same patient says in XML1, as far as rules across claims ask. */
function otherClaim(other: Encounter, { record }: ClaimedVisit, own: ClaimRow | undefined): ClaimFile {
  const isHere =
    other.serviceProvider?.reference !== undefined &&
    other.serviceProvider.reference === record.encounter.serviceProvider?.reference;
  const moment = (instant: string | undefined): string => (instant === undefined ? '' : vnMinuteOf(instant));
  const admitted = other.extension?.find(({ url }) => url === extensions.inpatientFrom)?.valueDateTime;
  const row = new Map([
    ['MA_LK', identifierValue(other, identifierSystems.claimId) ?? ''],
    ['MA_BN', textOf(own, 'MA_BN')],
    ['MA_THE_BHYT', textOf(own, 'MA_THE_BHYT')],
    ['MA_CSKCB', isHere ? record.facility : (logicalCode(other.serviceProvider, identifierSystems.facility) ?? '')],
    [
      'MA_LOAI_KCB',
      other.type?.flatMap(({ coding }) => coding ?? []).find(({ system }) => system === codeSystems.encounterType)
        ?.code ?? '',
    ],
    ['NGAY_VAO', moment(other.period?.start)],
    ['NGAY_VAO_NOI_TRU', moment(admitted)],
    ['NGAY_RA', moment(other.period?.end)],
    ['KET_QUA_DTRI', extensionCoding(other, extensions.treatmentOutcome)?.code ?? ''],
  ]);
  return new Map([['XML1', [row]]]);
}

async function loadOthers(ctx: Context, claimed: ClaimedVisit, claim: ClaimFile): Promise<ClaimFile[]> {
  const { encounter } = claimed.record;
  const { items } = await ctx.store.page(
    'Encounter',
    `subject=${encounter.subject?.reference ?? ''}&_sort=-date&_count=${OTHER_VISITS}`,
  );
  return items
    .filter(
      (other) =>
        other.id !== encounter.id &&
        !uncounted.has(other.status) &&
        identifierValue(other, identifierSystems.claimId) !== undefined,
    )
    .map((other) => otherClaim(other, claimed, rowsOf(claim, 'XML1')[0]));
}

/** Answers to look-ups that are looked at, latest first. */
const LOOK_UPS = 10;

/** The last clear answer of the card look-up for the first card of the visit. */
async function loadLookUp({ store }: Context, { record }: ClaimedVisit): Promise<CardLookUp | undefined> {
  const [card] = record.coverages;
  if (card?.id === undefined) return undefined;
  const query = `patient=${record.encounter.subject?.reference ?? ''}&_sort=-created&_count=${LOOK_UPS}`;
  const { items } = await store.page('CoverageEligibilityResponse', query);
  const answer = items.find((one) => one.outcome === 'complete' && isAbout(one, card.id ?? '', 'validation'));
  return answer === undefined ? undefined : lookUpOf(answer);
}

/** What the record and the catalogs of the site know around a claim, in a bounded number of reads. */
export async function loadClaimContext(ctx: Context, claimed: ClaimedVisit, claim: ClaimFile): Promise<ClaimContext> {
  const asked = askedOf(claim);
  const names = Object.keys(asked) as (keyof typeof kept)[];
  const [others, lookUp, site, ...loaded] = await Promise.all([
    loadOthers(ctx, claimed, claim),
    loadLookUp(ctx, claimed),
    loadSiteRules(ctx.store),
    ...names.map((name) => loadList(ctx, kept[name], asked[name])),
  ]);
  const lists = names.flatMap((name, at) => {
    const list = loaded[at];
    return list === undefined ? [] : [[name, list] as const];
  });
  const days = medicineDays(claimed);
  return {
    now: vnMinuteOf(ctx.now().toISOString()),
    others,
    site,
    ...(lookUp === undefined ? {} : { lookUp }),
    ...(days > 0 ? { medicineDays: days } : {}),
    lists: Object.fromEntries(lists),
  };
}
