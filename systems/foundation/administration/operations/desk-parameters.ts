import type { OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

export const id: OperationParameter = { name: 'id', use: 'in', min: 1, max: '1', type: 'string' };
export const reason: OperationParameter = { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' };

/** @throws administration.reasonMissing */
export function checkReason(given: string): string {
  if (given.trim() === '') throw errors.reasonMissing({ at: 'reason' });
  return given.trim().slice(0, 500);
}

/** What stands beside a message that a person gave up. */
export const givenUp = (why: string) => errors.givenUp({ reason: why }).outcome;
