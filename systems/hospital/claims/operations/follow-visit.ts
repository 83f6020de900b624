import { codeSystems, identifierSystems, identifierValue, ZERO } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Claim, Encounter } from 'fhir/r4';
import { hasEnded, isCalledOff, mayWithdraw } from '../rules/preparation.ts';
import { withJudgement, withState } from '../rules/stored-claim.ts';
import { wasTaken } from './order-sending.ts';
import { findStoredClaim, type Prepared, prepareVisitClaim } from './prepare-visit-claim.ts';

/** `none`: there is no claim and there need not be one. */
export type Followed = Prepared['end'] | 'withdrawn' | 'none';

/** Read from a claim file: whoever wrote the file has claimed it. */
const isFromFile = ({ meta }: Encounter): boolean =>
  meta?.tag?.some(({ system, code }) => system === codeSystems.recordOrigin && code === 'claim-file') === true;

const GONE: ReadonlySet<number> = new Set([404, 410]);

/** Nothing is claimed any more; without a digest the house may prepare it again when that changes. */
const emptied = (claim: Claim): Claim =>
  withState(withJudgement(claim, { findings: [], atRisk: ZERO, insurerPart: ZERO }), 'withdrawn');

/** What the gateway took is left: a person sends the withdrawal. */
async function withdraw(ctx: Context, encounter: Encounter): Promise<Followed> {
  const stored = await findStoredClaim(ctx.store, encounter);
  if (stored === undefined || !mayWithdraw(stored)) return 'none';
  if (await wasTaken(ctx, stored)) return 'left';
  await ctx.store.update(emptied(stored));
  return 'withdrawn';
}

/**
 * Brings the stored claim of a visit in step with the record, in the name of the house: prepares it once the visit has
 * ended, takes it back when the visit was called off or nothing is charged any more, and leaves alone what is locked or sent.
 * A visit without a card, or one that came from a claim file, has no claim until somebody asks for one. Done twice it changes nothing.
 *
 * @throws what makes a claim impossible (422), for a person to look at
 */
export async function followVisit(ctx: Context, id: string): Promise<Followed> {
  const encounter = await ctx.store.read('Encounter', id).catch((thrown: unknown) => {
    if (isFhirError(thrown) && GONE.has(thrown.status)) return undefined;
    throw thrown;
  });
  if (encounter === undefined) return 'none';
  if (isCalledOff(encounter)) return withdraw(ctx, encounter);
  if (!hasEnded(encounter) || identifierValue(encounter, identifierSystems.claimId) === undefined) return 'none';
  if (isFromFile(encounter) && (await findStoredClaim(ctx.store, encounter)) === undefined) return 'none';
  try {
    return (await prepareVisitClaim(ctx, encounter, 'house')).end;
  } catch (thrown) {
    if (isFhirError(thrown) && thrown.code === 'claims.nothingToClaim') return withdraw(ctx, encounter);
    if (isFhirError(thrown) && thrown.code === 'claims.noCard') return 'none';
    throw thrown;
  }
}
