import { type FhirError, isFhirError } from '@lienmach/outcome';

/** Whose refusals speak of a claim, or of what it is built from. */
const ROOMS: ReadonlySet<string> = new Set(['claims', 'core', 'benefit', 'validation']);

/** The record of this one visit points at nothing, or holds more than a claim can. */
const ofTheRecord: ReadonlySet<string> = new Set([
  'store.notFound',
  'store.deleted',
  'store.unknownReference',
  'system-kit.notALiteralReference',
  'system-kit.tooMany',
]);

/** The site or its gateway, whichever claim meets it first. */
const ofTheHouse: ReadonlySet<string> = new Set(['claims.noGateway', 'claims.gatewayAccount']);

/** Somebody else was quicker, or there is too much to do just now. */
const passing: ReadonlySet<number> = new Set([409, 412, 429]);

/**
 * The refusal, when it is the claim's own fault: a person has to mend it, and the claims beside it go on.
 *
 * @returns undefined: it lies elsewhere or may pass, and has to be tried again
 * @source none: our own order of work
 */
export function ownFaultOf(thrown: unknown): FhirError | undefined {
  if (!isFhirError(thrown) || thrown.status >= 500 || passing.has(thrown.status)) return undefined;
  const { code = '' } = thrown;
  const isOwn = ofTheRecord.has(code) || (ROOMS.has(code.split('.')[0] ?? '') && !ofTheHouse.has(code));
  return isOwn ? thrown : undefined;
}
