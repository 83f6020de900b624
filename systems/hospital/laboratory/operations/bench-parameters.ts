import type { PersonLine } from '@lienmach/core';
import type { OperationParameter } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import type { BenchState } from '../rules/bench-state.ts';

/** One open report on the bench. */
export interface BenchEntry extends PersonLine {
  readonly report: Reference;
  readonly order: Reference;
  readonly patient: Reference;
  readonly encounter?: Reference;
  readonly specimen?: Reference;
  readonly state: BenchState;
  readonly urgent: boolean;
  readonly orderNumber: string;
  readonly test: string;
  readonly testCode: string;
  readonly specimenNumber?: string;
  readonly tube?: string;
  readonly orderedAt?: string;
  readonly collectedAt?: string;
  /** since the order while the tube is not drawn, then since the tube */
  readonly waitingMinutes: number;
  /** indicators that have a result, and how many the test has */
  readonly entered: number;
  readonly expected: number;
  /** open Task of a critical value */
  readonly call?: Reference;
}

export interface Bench {
  readonly count: {
    readonly toCollect: number;
    readonly toEnter: number;
    readonly toVerify: number;
    readonly toCall: number;
    readonly released: number;
  };
  readonly entry: readonly BenchEntry[];
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

const entryParts: readonly OperationParameter[] = [
  out('report', 'Reference'),
  out('order', 'Reference'),
  out('patient', 'Reference'),
  out('encounter', 'Reference', 0),
  out('specimen', 'Reference', 0),
  out('state', 'code'),
  out('urgent', 'boolean'),
  out('orderNumber', 'string'),
  out('test', 'string'),
  out('testCode', 'string'),
  out('specimenNumber', 'string', 0),
  out('tube', 'string', 0),
  out('orderedAt', 'dateTime', 0),
  out('collectedAt', 'dateTime', 0),
  out('waitingMinutes', 'integer'),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('entered', 'integer'),
  out('expected', 'integer'),
  out('call', 'Reference', 0),
];

export const benchParameters: readonly OperationParameter[] = [
  { name: 'state', use: 'in', min: 0, max: '1', type: 'code' },
  { name: 'limit', use: 'in', min: 0, max: '1', type: 'integer' },
  {
    name: 'count',
    use: 'out',
    min: 1,
    max: '1',
    part: ['toCollect', 'toEnter', 'toVerify', 'toCall', 'released'].map((name) => out(name, 'integer')),
  },
  { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
];
