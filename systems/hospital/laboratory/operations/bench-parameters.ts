import type { PersonLine } from '@lienmach/core';
import type { OperationParameter } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import type { BenchState } from '../rules/bench-state.ts';
import type { Escalation } from '../rules/call-task.ts';

/** One report on the bench. */
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
  readonly section?: string;
  readonly specimenNumber?: string;
  readonly tube?: string;
  readonly orderedAt?: string;
  readonly collectedAt?: string;
  readonly receivedAt?: string;
  /** another laboratory that has the specimen */
  readonly place?: string;
  /** since the order while the tube is not drawn, then since the tube */
  readonly waitingMinutes: number;
  /** until it is late; negative when it is */
  readonly minutesLeft?: number;
  readonly dueAt?: string;
  /** indicators that have a result, and how many the test has */
  readonly entered: number;
  readonly expected: number;
  /** open Task of a critical value */
  readonly call?: Reference;
  readonly escalation?: Escalation;
}

export interface BenchCount {
  readonly toCollect: number;
  readonly toReceive: number;
  readonly toEnter: number;
  readonly toVerify: number;
  readonly toRelease: number;
  readonly toCall: number;
  /** of them, those whose ladder is at its end */
  readonly overdue: number;
  readonly released: number;
}

export interface Bench {
  /** absent where nobody asked for it */
  readonly count?: BenchCount;
  /** instruments that usually do one of the tests, with the figures */
  readonly machine: readonly string[];
  readonly entry: readonly BenchEntry[];
  /** asks for the page after this one; absent on the last */
  readonly next?: string;
}

const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const into = (name: string, type: string): OperationParameter => ({ name, use: 'in', min: 0, max: '1', type });

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
  out('section', 'code', 0),
  out('specimenNumber', 'string', 0),
  out('tube', 'string', 0),
  out('orderedAt', 'dateTime', 0),
  out('collectedAt', 'dateTime', 0),
  out('receivedAt', 'dateTime', 0),
  out('place', 'string', 0),
  out('waitingMinutes', 'integer'),
  out('minutesLeft', 'integer', 0),
  out('dueAt', 'dateTime', 0),
  out('name', 'string'),
  out('patientNumber', 'string', 0),
  out('age', 'integer', 0),
  out('ageUnit', 'code', 0),
  out('sex', 'code', 0),
  out('entered', 'integer'),
  out('expected', 'integer'),
  out('call', 'Reference', 0),
  out('escalation', 'code', 0),
];

export const benchParameters: readonly OperationParameter[] = [
  into('state', 'code'),
  into('section', 'code'),
  into('instrument', 'string'),
  into('ward', 'string'),
  into('urgent', 'boolean'),
  into('late', 'boolean'),
  into('text', 'string'),
  into('uncounted', 'boolean'),
  into('limit', 'integer'),
  into('cursor', 'string'),
  {
    name: 'count',
    use: 'out',
    min: 0,
    max: '1',
    part: ['toCollect', 'toReceive', 'toEnter', 'toVerify', 'toRelease', 'toCall', 'overdue', 'released'].map((name) =>
      out(name, 'integer'),
    ),
  },
  { name: 'machine', use: 'out', min: 0, max: '*', type: 'string' },
  { name: 'entry', use: 'out', min: 0, max: '*', part: entryParts },
  out('next', 'string', 0),
];
