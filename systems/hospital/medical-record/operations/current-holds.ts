import { LEGAL_HOLD } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { List, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';

/** The holds that stand on a patient or on visits of theirs. */
export const currentHolds = (ctx: Context, patient: Reference | undefined): Promise<List[]> => {
  const query = new URLSearchParams({ code: `${LEGAL_HOLD.system}|${LEGAL_HOLD.code}`, status: 'current' });
  if (patient?.reference !== undefined) query.set('subject', patient.reference);
  return ctx.store.search('List', query.toString());
};

/** @throws medical-record.holdReason */
export function reasonOf(reason: string): string {
  const text = reason.trim().slice(0, 500);
  if (text.length < 5) throw errors.holdReason({ at: 'reason' });
  return text;
}
