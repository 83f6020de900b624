import { plainReason } from '@lienmach/outcome';
import type { OperationParameter } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

export const id: OperationParameter = { name: 'id', use: 'in', min: 1, max: '1', type: 'string' };
export const reason: OperationParameter = { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' };
export const state: OperationParameter = { name: 'state', use: 'out', min: 1, max: '1', type: 'code' };

export const take = (name: string, min = 0, type = 'string'): OperationParameter => ({
  name,
  use: 'in',
  min,
  max: '1',
  type,
});
export const out = (name: string, type: string, min = 1): OperationParameter => ({
  name,
  use: 'out',
  min,
  max: '1',
  type,
});
export const outs = (names: readonly string[], type: string, min = 1): OperationParameter[] =>
  names.map((name) => out(name, type, min));
export const list = (name: string, part: readonly OperationParameter[]): OperationParameter => ({
  name,
  use: 'out',
  min: 0,
  max: '*',
  part,
});

/** who looks after partners and their messages */
export const integrators = ['integrator'] as const;

/** a reason in words, and the technical words beside it */
export const why = [out('reason', 'string', 0), out('detail', 'string', 0)];

export function explained(told: Parameters<typeof plainReason>[0]): {
  readonly reason: string;
  readonly detail?: string;
} {
  const { text, detail } = plainReason(told);
  return { reason: text, ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
}

/** Only what is there: a parameter without a value is none. */
export const present = <Value>(name: string, value: Value | undefined): Readonly<Record<string, Value>> =>
  value === undefined ? {} : { [name]: value };

export const instant = (name: string, at: Date | undefined): Readonly<Record<string, string>> =>
  present(name, at?.toISOString());

/** @throws integration-desk.reasonMissing */
export function checkReason(given: string): string {
  if (given.trim() === '') throw errors.reasonMissing({ at: 'reason' });
  return given.trim().slice(0, 500);
}

/** What stands beside a message that a person gave up. */
export const givenUp = (told: string) => errors.givenUp({ reason: told }).outcome;
