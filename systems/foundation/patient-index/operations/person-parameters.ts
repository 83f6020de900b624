import type { OperationParameter } from '@lienmach/system-kit';
import type { TypedFacts } from '../rules/person-facts.ts';

const text = (name: string): OperationParameter => ({ name, use: 'in', min: 0, max: '1', type: 'string' });

/** What both verbs of the desk take: scans in any order, and typing for what no card says. */
export const personParameters: readonly OperationParameter[] = [
  { name: 'scan', use: 'in', min: 0, max: '*', type: 'string' },
  text('name'),
  text('birthDate'),
  { name: 'gender', use: 'in', min: 0, max: '1', type: 'code' },
  text('personalNumber'),
  text('insuranceNumber'),
  text('phone'),
  text('address'),
  text('province'),
  text('commune'),
  text('ethnicity'),
  text('occupation'),
  text('nationality'),
];

export interface PersonInput extends TypedFacts {
  readonly scan?: readonly string[];
}
