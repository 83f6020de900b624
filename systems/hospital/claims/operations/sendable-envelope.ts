import { identifierSystems, identifierValue, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Claim } from 'fhir/r4';
import { errors } from '../errors.ts';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { digestOf } from '../rules/stored-claim.ts';
import { literalOf } from '../rules/visit-record.ts';
import { buildVisit, judgeBuilt } from './judge-visit.ts';
import { digestOfFile, mustBeClaimable } from './prepare-visit-claim.ts';

/** The visit of a stored claim. @throws claims.noVisit */
export function visitOfClaim(claim: Claim): string {
  const [type, linked] = literalOf(claim.item?.[0]?.encounter?.[0])?.split('/') ?? [];
  const id = identifierValue(claim, identifierSystems.visitNumber) ?? (type === 'Encounter' ? linked : undefined);
  if (id === undefined) throw errors.noVisit({ at: 'Claim.item.encounter' });
  return id;
}

export interface SendableEnvelope {
  readonly xml: string;
  /** MACSKCB */
  readonly facility: string;
}

/**
 * The envelope of a stored claim as the record says it now. What is sent is what was judged and shown: a record that says
 * something else by now has to be prepared again.
 *
 * @throws claims.noVisit, claims.visitCalledOff, claims.visitOpen, claims.claimChanged, claims.rulesBroken (422); what judging the visit throws
 */
export async function sendableEnvelope(ctx: Context, claim: Claim): Promise<SendableEnvelope> {
  const built = await buildVisit(ctx, visitOfClaim(claim));
  const { claimed, file } = built;
  const { encounter, facility } = claimed.record;
  mustBeClaimable(encounter);
  if (digestOf(claim) !== digestOfFile(facility, file)) throw errors.claimChanged({ at: 'Claim' });
  const { faults } = await judgeBuilt(ctx, built);
  const broken = faults.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  if (broken.length > 0) throw errors.rulesBroken({ at: 'Claim', rules: [...new Set(broken)].join(', ') });
  const made = toVnDay(ctx.now()).replaceAll('-', '');
  return { facility, xml: writeEnvelope({ facility, made, claims: [file] }) };
}
