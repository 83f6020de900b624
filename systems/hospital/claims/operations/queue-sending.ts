import { createHash } from 'node:crypto';
import { identifierSystems, identifierValue, toVnDay, vnDayOf } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Binary, Claim, Reference, Task } from 'fhir/r4';
import { gatewayVersionOn } from '../catalogs/gateway-versions.ts';
import { signatureProfileOn } from '../catalogs/signature-profiles.ts';
import { errors } from '../errors.ts';
import { type SendingKind, sendingTask } from '../rules/claim-sending.ts';
import { withState } from '../rules/stored-claim.ts';

const ENVELOPE = 'urn:uuid:0d4cf5b7-3c7e-4f38-8e1c-70c5b0e4b902';

export interface NewSending {
  readonly claim: Claim;
  readonly kind: SendingKind;
  /** unsigned */
  readonly xml: string;
  /** MACSKCB */
  readonly facility: string;
  readonly reason?: string | undefined;
  /** who wants it sent: a batch names who ordered it */
  readonly by?: Reference | undefined;
}

/** MA_LK of a claim. @throws claims.noClaimId */
function claimIdOf(claim: Claim): string {
  const claimId = identifierValue(claim, identifierSystems.claimId);
  if (claimId === undefined) throw errors.noClaimId({ at: 'Claim.identifier' });
  return claimId;
}

/** Where a claim of this visit is taken. @throws claims.oldVersion */
function pathOf({ billablePeriod }: Claim): string {
  const end = billablePeriod?.end;
  const version = end === undefined ? undefined : gatewayVersionOn(vnDayOf(end));
  if (version === undefined) throw errors.oldVersion({ at: 'Claim.billablePeriod.end' });
  return version.claimPath;
}

/**
 * Signs the envelope and stores it with the order to send it and the claim as `queued`, all or nothing: from here on these
 * bytes are what is sent. Somebody who was quicker makes it a version conflict.
 *
 * @throws claims.noClaimId, claims.oldVersion; 412
 */
export async function queueSending(
  ctx: Context,
  { claim, kind, xml, facility, reason, by }: NewSending,
): Promise<Task> {
  const at = ctx.now();
  const path = pathOf(claim);
  const claimId = claimIdOf(claim);
  const { name: signature, element } = signatureProfileOn(toVnDay(at));
  const file = Buffer.from(element === undefined ? xml : await ctx.signer.signInto(xml, element, at), 'utf8');
  const binary: Binary = {
    resourceType: 'Binary',
    contentType: 'application/xml',
    securityContext: claim.patient,
    data: file.toString('base64'),
  };
  const sha256 = createHash('sha256').update(file).digest('hex');
  const task = sendingTask(
    { kind, envelope: ENVELOPE, sha256, path, facility, claimId, signature },
    { about: claim, patient: claim.patient, by: by ?? ctx.actor, at, reason },
  );
  const written = await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: ENVELOPE, resource: binary, request: { method: 'POST', url: 'Binary' } },
      { resource: task, request: { method: 'POST', url: 'Task' } },
      { resource: withState(claim, 'queued'), request: { method: 'PUT', url: `Claim/${claim.id}` } },
    ],
  });
  const order = written.find((resource) => resource.resourceType === 'Task');
  return order?.resourceType === 'Task' ? order : task;
}
