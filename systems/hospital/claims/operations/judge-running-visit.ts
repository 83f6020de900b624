import { entitlementCodeOf } from '@lienmach/benefit';
import { identifierSystems, identifierValue, moneyOf } from '@lienmach/core';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import type { Money } from 'fhir/r4';
import { ruleMoments } from '../catalogs/rule-moments.ts';
import { errors } from '../errors.ts';
import { buildClaim, claimedVisit } from '../rules/build-claim.ts';
import type { RuleMoment } from '../rules/claim-rule.ts';
import { visitFindings } from '../rules/visit-findings.ts';
import type { VisitRecord } from '../rules/visit-record.ts';
import { endedNow, withOrders } from '../rules/visit-so-far.ts';
import { loadClaimContext } from './load-claim-context.ts';
import { loadVisit } from './load-visit.ts';

interface ShownFinding {
  readonly rule: string;
  readonly severity: string;
  readonly text: string;
  readonly at: string;
  readonly item?: string;
  readonly atRisk?: Money;
}

export interface Judged {
  /** false: nothing of this visit goes to the fund */
  readonly insured: boolean;
  readonly finding: readonly ShownFinding[];
}

const out = (name: string, type: string, min: 0 | 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const NOT_INSURED = '9';

/** A visit that has a claim to come: its id, a card, and something that costs. */
const isClaimed = ({ encounter, coverages, charges }: VisitRecord): boolean =>
  identifierValue(encounter, identifierSystems.claimId) !== undefined &&
  entitlementCodeOf(encounter, coverages) !== NOT_INSURED &&
  charges.length > 0;

/**
 * POST Encounter/{id}/$judge-visit: what the fund would say of the visit as it is now, as far as that can be judged while
 * ordering and prescribing. Reads only, and stops nobody: the doctor decides.
 */
export const judgeRunningVisit: Operation<{ moment?: string }, Judged> = {
  definition: {
    code: 'judge-visit',
    title: { vi: 'Xét trước quy tắc BHYT khi đang khám', en: 'Judge a running visit by the rules of claims' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      // ordering, prescribing, finish or claim; default prescribing
      { name: 'moment', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'insured', use: 'out', min: 1, max: '1', type: 'boolean' },
      {
        name: 'finding',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          out('rule', 'code', 1),
          out('severity', 'code', 1),
          out('text', 'string', 1),
          out('at', 'string', 1),
          out('item', 'string', 0),
          out('atRisk', 'Money', 0),
        ],
      },
    ],
    allow: ['doctor', 'nurse', 'claims-clerk'],
  },
  async run(ctx, id, { moment = 'prescribing' }) {
    const upTo = ruleMoments.find((one): one is RuleMoment => one === moment);
    if (upTo === undefined) throw errors.unknownMoment({ at: 'moment' });
    const [read, orders] = await Promise.all([
      loadVisit(ctx.store, id, ctx.site.facility.code),
      ctx.store.search('ServiceRequest', `encounter=Encounter/${id}&status=active`),
    ]);
    if (!isClaimed(read)) return { insured: false, finding: [] };
    const claimed = claimedVisit(endedNow(read, ctx.now()));
    const claim = withOrders(buildClaim(claimed), claimed, orders);
    const context = await loadClaimContext(ctx, claimed, claim);
    return {
      insured: true,
      finding: visitFindings(claim, context, upTo).map(({ atRisk, ...finding }) => ({
        ...finding,
        ...(atRisk === undefined ? {} : { atRisk: moneyOf(atRisk) }),
      })),
    };
  },
};
