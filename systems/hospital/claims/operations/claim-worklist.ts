import { moneyOf, type PersonLine, personLine, present, toVnDay } from '@lienmach/core';
import { type Context, type Operation, type OperationParameter, type RoomPage, searchEach } from '@lienmach/system-kit';
import type { Claim, Money, Patient, Reference } from 'fhir/r4';
import {
  cursorOf,
  inStates,
  type ListPlace,
  listStart,
  ofMagnitude,
  readCursor,
  readMonth,
  readState,
} from '../rules/claim-list.ts';
import { type ClaimState, findingsOf, insurerPartOf, riskOf } from '../rules/stored-claim.ts';

interface ListedClaim extends PersonLine {
  readonly claim: Reference;
  readonly encounter: Reference;
  readonly claimId: string;
  readonly left?: string;
  readonly insurerPart: Money;
  readonly atRisk: Money;
  readonly errors: number;
  readonly warnings: number;
  /** the finding with the most đồng */
  readonly rule?: string;
  readonly at?: string;
}

interface ClaimList {
  readonly item: readonly ListedClaim[];
  readonly total: number;
  readonly next?: string;
}

interface Input {
  readonly month: string;
  readonly state: string;
  readonly count?: number;
  readonly cursor?: string;
}

const MOST = 100;
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const into = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'in', min, max: '1', type });

const itemParts: readonly OperationParameter[] = [
  out('claim', 'Reference'),
  out('encounter', 'Reference'),
  out('claimId', 'string'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('left', 'date', 0),
  out('insurerPart', 'Money'),
  out('atRisk', 'Money'),
  out('errors', 'integer'),
  out('warnings', 'integer'),
  out('rule', 'code', 0),
  out('at', 'string', 0),
];

const placeAfter = ({ magnitude }: ListPlace, next: string | undefined): ListPlace | undefined => {
  if (next !== undefined) return { magnitude, cursor: next };
  return magnitude === 0 ? undefined : { magnitude: magnitude - 1 };
};

/** One page, from the largest order of magnitude down: at most ten searches however long the list is. */
async function pageOf(ctx: Context, criterion: string, start: ListPlace, count: number) {
  const found: Claim[] = [];
  let place: ListPlace | undefined = start;
  while (place !== undefined && found.length < count) {
    const query = `${criterion}&${ofMagnitude(place.magnitude)}&_count=${count - found.length}`;
    const page: RoomPage<Claim> = await ctx.store.page('Claim', query, place.cursor);
    found.push(...page.items.toSorted((a, b) => Number(riskOf(b) - riskOf(a))));
    place = placeAfter(place, page.next);
  }
  return { found, place };
}

function listed(claim: Claim, patient: Patient | undefined, day: string): ListedClaim {
  const findings = findingsOf(claim).toSorted((a, b) => Number(b.atRisk - a.atRisk));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    claim: { reference: `Claim/${claim.id}` },
    encounter: { reference: claim.item?.[0]?.encounter?.[0]?.reference ?? '' },
    claimId: claim.identifier?.[0]?.value ?? '',
    ...personLine(patient, day),
    insurerPart: moneyOf(insurerPartOf(claim)),
    atRisk: moneyOf(riskOf(claim)),
    errors,
    warnings: findings.length - errors,
    ...present({ left: claim.billablePeriod?.end?.slice(0, 10), rule: findings[0]?.rule, at: findings[0]?.at }),
  };
}

async function countOf(ctx: Context, month: string, state: ClaimState): Promise<number> {
  const { total = 0 } = await ctx.store.page('Claim', `${inStates(month, [state])}&_summary=count`);
  return total;
}

/** GET Claim/$claim-worklist: the claims of a month in one state, most đồng at risk first, page by page. */
export const claimWorklist: Operation<Input, ClaimList> = {
  definition: {
    code: 'claim-worklist',
    title: { vi: 'Danh sách hồ sơ BHYT theo trạng thái', en: 'Claims by state' },
    resource: ['Claim'],
    level: 'type',
    affectsState: false,
    parameter: [
      into('month', 'string', 1),
      into('state', 'code', 1),
      into('count', 'integer'),
      into('cursor', 'string'),
      { name: 'item', use: 'out', min: 0, max: '*', part: itemParts },
      out('total', 'integer'),
      out('next', 'string', 0),
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, input) {
    const month = readMonth(input.month);
    const state = readState(input.state);
    const count = Math.min(MOST, Math.max(1, input.count ?? 50));
    const start = input.cursor === undefined ? listStart : readCursor(input.cursor);
    const [{ found, place }, total] = await Promise.all([
      pageOf(ctx, inStates(month, [state]), start, count),
      countOf(ctx, month, state),
    ]);
    const idOf = ({ patient }: Claim): string => patient.reference?.split('/')[1] ?? '';
    const patients = await searchEach(ctx.store, 'Patient', '_id', found.map(idOf));
    const byId = new Map(patients.map((patient) => [patient.id, patient]));
    const day = toVnDay(ctx.now());
    return {
      item: found.map((claim) => listed(claim, byId.get(idOf(claim)), day)),
      total,
      ...(place === undefined ? {} : { next: cursorOf(place) }),
    };
  },
};
