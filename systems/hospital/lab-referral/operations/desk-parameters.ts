import type { PersonLine } from '@lienmach/core';
import { many, one } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';

/** A test in the list of what goes to other laboratories. */
export interface DeskEntry extends PersonLine {
  readonly task: Reference;
  readonly order: Reference;
  readonly patient: Reference;
  readonly laboratory: Reference;
  readonly test: string;
  readonly specimenNumber: string;
  readonly specimen: string;
  readonly urgent: boolean;
  readonly listedAt: string;
  readonly receivedAt?: string;
  readonly number?: string;
  readonly sentAt?: string;
  readonly dueAt?: string;
  readonly hoursLeft?: number;
  readonly report?: Reference;
}

interface DeskLaboratory {
  readonly laboratory: Reference;
  readonly code: string;
  readonly name: string;
  readonly phone?: string;
  readonly address?: string;
  readonly qualityLevel?: string;
  readonly active: boolean;
  readonly test: readonly {
    readonly code: string;
    readonly name: string;
    readonly hours: number;
    readonly usual: boolean;
  }[];
}

export interface Desk {
  readonly next?: string;
  /** how many stand in each list */
  readonly toSend: number;
  readonly sent: number;
  readonly returned: number;
  readonly laboratory: readonly DeskLaboratory[];
  readonly entry: readonly DeskEntry[];
}

export const deskParameters = [
  one('in', 'state', 'code'),
  one('in', 'laboratory', 'Reference', 0),
  one('in', 'limit', 'integer', 0),
  one('in', 'cursor', 'string', 0),
  one('out', 'next', 'string', 0),
  ...['toSend', 'sent', 'returned'].map((name) => one('out', name, 'integer')),
  many('out', 'laboratory', [
    one('out', 'laboratory', 'Reference'),
    one('out', 'code', 'string'),
    one('out', 'name', 'string'),
    one('out', 'phone', 'string', 0),
    one('out', 'address', 'string', 0),
    one('out', 'qualityLevel', 'code', 0),
    one('out', 'active', 'boolean'),
    many('out', 'test', [
      one('out', 'code', 'code'),
      one('out', 'name', 'string'),
      one('out', 'hours', 'integer'),
      one('out', 'usual', 'boolean'),
    ]),
  ]),
  many('out', 'entry', [
    ...['task', 'order', 'patient', 'laboratory'].map((name) => one('out', name, 'Reference')),
    ...['test', 'specimenNumber', 'specimen'].map((name) => one('out', name, 'string')),
    one('out', 'urgent', 'boolean'),
    one('out', 'listedAt', 'dateTime'),
    one('out', 'receivedAt', 'dateTime', 0),
    one('out', 'number', 'string', 0),
    one('out', 'sentAt', 'dateTime', 0),
    one('out', 'dueAt', 'dateTime', 0),
    one('out', 'hoursLeft', 'integer', 0),
    one('out', 'report', 'Reference', 0),
    one('out', 'name', 'string'),
    one('out', 'patientNumber', 'string', 0),
    one('out', 'age', 'integer', 0),
    one('out', 'ageUnit', 'code', 0),
    one('out', 'sex', 'code', 0),
  ]),
];
