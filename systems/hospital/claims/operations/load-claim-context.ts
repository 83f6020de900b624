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
import type { ClaimContext, ListedCode, ListName, SiteList } from '../rules/claim-context.ts';
import { type ClaimFile, type ClaimRow, listOf, rowsOf, textOf } from '../rules/claim-file.ts';
import { dayOfDigits } from '../rules/claim-values.ts';
import type { ClaimedVisit } from '../rules/claimed-visit.ts';
import { bareService } from '../rules/service-codes.ts';
import { medicineDays } from '../rules/summary-row.ts';

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
} as const satisfies Partial<Record<ListName, { system: string; whole: number }>>;

/** Most codes of a claim that are looked up in one list. A claim with more is not held against it. */
const MOST_CODES = 150;
/** Other visits of a patient that are looked at, latest first. */
const OTHER_VISITS = 50;

function askedOf(claim: ClaimFile): Record<keyof typeof kept, Asked[]> {
  const [summary] = rowsOf(claim, 'XML1');
  const services = rowsOf(claim, 'XML3');
  const left = dayOfDigits(textOf(summary, 'NGAY_RA'));
  const arrived = dayOfDigits(textOf(summary, 'NGAY_VAO'));
  const diseases = [
    textOf(summary, 'MA_BENH_CHINH'),
    ...listOf(summary, 'MA_BENH_KT'),
    ...services.flatMap((row) => listOf(row, 'MA_BENH')),
  ];
  return {
    icd10: diseases.map((code) => ({ code, day: left })),
    communes: [{ code: textOf(summary, 'MAXA_CU_TRU'), day: arrived }],
    services: services
      .filter((row) => textOf(row, 'MA_VAT_TU') === '')
      .map((row) => ({ code: bareService(row), day: dayOfDigits(textOf(row, 'NGAY_YL')) })),
  };
}

/** The lines of a list that a claim asks for; undefined when the site has not loaded the whole list. */
async function loadList(
  { terminology }: Context,
  { system, whole }: { readonly system: string; readonly whole: number },
  asked: readonly Asked[],
): Promise<SiteList | undefined> {
  const questions = [...new Map(asked.map((one) => [`${one.code} ${one.day}`, one])).values()].filter(
    ({ code, day }) => code !== '' && /^\d{4}-\d\d-\d\d$/.test(day),
  );
  const [first] = questions;
  if (first === undefined || questions.length > MOST_CODES) return undefined;
  const { total } = await terminology.expand({ system, date: first.day, count: 1 });
  if (total < whole) return undefined;
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

/** What the record and the catalogs of the site know around a claim, in a bounded number of reads. */
export async function loadClaimContext(ctx: Context, claimed: ClaimedVisit, claim: ClaimFile): Promise<ClaimContext> {
  const asked = askedOf(claim);
  const [others, icd10, communes, services] = await Promise.all([
    loadOthers(ctx, claimed, claim),
    loadList(ctx, kept.icd10, asked.icd10),
    loadList(ctx, kept.communes, asked.communes),
    loadList(ctx, kept.services, asked.services),
  ]);
  const days = medicineDays(claimed);
  return {
    now: vnMinuteOf(ctx.now().toISOString()),
    others,
    ...(days > 0 ? { medicineDays: days } : {}),
    lists: {
      ...(icd10 === undefined ? {} : { icd10 }),
      ...(communes === undefined ? {} : { communes }),
      ...(services === undefined ? {} : { services }),
    },
  };
}
