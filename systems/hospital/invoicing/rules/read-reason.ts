import { errors } from '../errors.ts';

/** @throws invoicing.reasonNeeded below five letters @source none: own choice, a correction names its reason */
export function readReason(reason: string): string {
  const text = reason.trim();
  if (text.length < 5) throw errors.reasonNeeded({ at: 'reason' });
  return text;
}
