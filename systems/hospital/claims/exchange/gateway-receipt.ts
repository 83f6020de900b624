import { codeSystems, extensions, identifierSystems, toVnIso } from '@lienmach/core';
import type { Claim, ClaimResponse } from 'fhir/r4';
import type { Sending } from '../rules/claim-sending.ts';
import type { SendingEnd } from '../rules/sending-end.ts';

export const INSURER = { display: 'Bảo hiểm xã hội Việt Nam' };

/**
 * What the gateway said of a claim, as it is kept: number of the transaction, time, words, and the hash of the file that it
 * is about.
 *
 * @source Công văn 1245/BHXH-CNTT (03/05/2024): result, transaction, time are kept (verified)
 */
export function receiptResource(
  claim: Claim,
  { sha256, kind }: Sending,
  end: Exclude<SendingEnd, { kind: 'later' }>,
  now: Date,
): ClaimResponse {
  const { transaction, receivedAt, result, message } = end.receipt;
  const isTaken = end.kind === 'taken';
  const words = message === '' ? (isTaken ? 'Cổng đã tiếp nhận hồ sơ' : end.text) : message;
  return {
    resourceType: 'ClaimResponse',
    extension: [
      { url: extensions.envelopeHash, valueString: sha256 },
      { url: extensions.sendingKind, valueCode: kind },
      { url: extensions.gatewayResult, valueCoding: { system: codeSystems.gatewayResult, code: result } },
    ],
    ...(transaction === ''
      ? {}
      : { identifier: [{ system: identifierSystems.gatewayTransaction, value: transaction }] }),
    status: 'active',
    type: claim.type,
    use: 'claim',
    patient: claim.patient,
    created: receivedAt ?? toVnIso(now),
    insurer: INSURER,
    request: { reference: `Claim/${claim.id}` },
    outcome: isTaken ? 'queued' : 'error',
    disposition: words,
    ...(isTaken
      ? {}
      : { error: [{ code: { coding: [{ system: codeSystems.gatewayResult, code: result }], text: end.text } }] }),
  };
}
