import { judgePlaced, monthVisit, placedVisit, storedClaimOf } from '@lienmach/claims/stories';
import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Claim, ClaimResponse, FhirResource } from 'fhir/r4';

/** Different claims of a past month; the others repeat them under numbers of their own. */
const TEMPLATES = 200;

const endOf = (month: string): Date => new Date(`${month}-28T17:00:00+07:00`);

const judgedOf = (month: string, number: number) => {
  const resources = placedVisit(monthVisit(month, number), `${month}-${number}`);
  const claim = storedClaimOf(judgePlaced(resources, endOf(month)), endOf(month));
  return { resources, claim: { ...claim, id: `claim-${month}-${number}` } };
};

/** Visits of a month with everything that belongs to them. Who works in the house comes once. */
export function wholeVisits(month: string, first: number, last: number, isJudged: boolean): FhirResource[] {
  const all = new Map<string, FhirResource>();
  for (let number = first; number < last; number += 1) {
    const { resources, claim } = judgedOf(month, number);
    for (const resource of isJudged ? [...resources, claim] : resources)
      all.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  return [...all.values()];
}

/** Where the claims of a month stand when it is long over, in hundredths. */
const pastStates: readonly (readonly [upTo: number, state: string])[] = [
  [92, 'reviewed'],
  [96, 'rejected'],
  [99, 'sent'],
  [100, 'refused'],
];

const templates = new Map<string, readonly Claim[]>();

function templatesOf(month: string): readonly Claim[] {
  const known = templates.get(month) ?? Array.from({ length: TEMPLATES }, (_, at) => judgedOf(month, at).claim);
  templates.set(month, known);
  return known;
}

/** `Patient/2026-10-5-3` becomes `Patient/2026-10-205-3`. */
const renumbered = (reference: string, from: number, to: number): string =>
  reference.replace(/^(\w+\/\d{4}-\d\d)-(\d+)(?=-|$)/, (whole, start, number) =>
    number === String(from) ? `${start}-${to}` : whole,
  );

function pastClaim(month: string, number: number): Claim {
  const at = number % TEMPLATES;
  const template = templatesOf(month)[at];
  if (template === undefined) throw new TypeError('there is no such template');
  const state = pastStates.find(([upTo]) => number % 100 < upTo)?.[1] ?? 'sent';
  const placed: Claim = JSON.parse(JSON.stringify(template), (key, value) =>
    key === 'reference' ? renumbered(value, at, number) : value,
  );
  return {
    ...placed,
    id: `claim-${month}-${number}`,
    status: 'active',
    identifier: [
      {
        system: identifierSystems.claimId,
        value: `99001.${month.replace('-', '')}.${String(number).padStart(8, '0')}`,
      },
      { system: identifierSystems.visitNumber, value: `${month}-${number}` },
    ],
    meta: {
      tag: [
        ...(placed.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.claimBoard),
        { system: codeSystems.claimBoard, code: `${month}.${state}` },
      ],
    },
  };
}

const responseOf = (claim: Claim, month: string, number: number): ClaimResponse => ({
  resourceType: 'ClaimResponse',
  id: `receipt-${month}-${number}`,
  identifier: [{ system: identifierSystems.gatewayTransaction, value: `GD.${month}.${number}` }],
  status: 'active',
  type: claim.type,
  use: 'claim',
  patient: claim.patient,
  created: claim.created,
  insurer: { display: 'Bảo hiểm xã hội Việt Nam' },
  request: { reference: `Claim/${claim.id}` },
  outcome: 'complete',
  disposition: 'Tiếp nhận hồ sơ thành công',
});

/** What is kept of a month that is over: each claim and what the gateway said. */
export function pastClaims(month: string, first: number, last: number): FhirResource[] {
  return Array.from({ length: last - first }, (_, at) => {
    const claim = pastClaim(month, first + at);
    return [claim, responseOf(claim, month, first + at)];
  }).flat();
}
