import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';
import type { ReferralState } from '../rules/referral-task.ts';

export interface ShownLaboratory {
  /** `Organization/…` */
  readonly reference: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly qualityLevel: string;
  readonly isActive: boolean;
  readonly tests: readonly {
    readonly code: string;
    readonly name: string;
    readonly hours: number;
    readonly isUsual: boolean;
  }[];
}

/** A test on its way. */
export interface ShownReferral {
  readonly task: string;
  readonly patient: string;
  readonly laboratory: string;
  readonly laboratoryName: string;
  readonly test: string;
  readonly specimenNumber: string;
  readonly specimen: string;
  readonly isUrgent: boolean;
  readonly name: string;
  readonly patientNumber: string;
  readonly receivedAt: string | undefined;
  readonly number: string;
  readonly sentAt: string | undefined;
  readonly dueAt: string | undefined;
  readonly hoursLeft: number | undefined;
  readonly report: string;
}

export interface ShownDesk {
  readonly next: string | undefined;
  readonly count: Readonly<Record<ReferralState, number>>;
  readonly laboratories: readonly ShownLaboratory[];
  readonly lines: readonly ShownReferral[];
}

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;
const referenceIn = (part: Parameters, name: string): Reference => valueIn<Reference>(part, name) ?? {};

const laboratoryOf = (part: Parameters): ShownLaboratory => ({
  reference: referenceIn(part, 'laboratory').reference ?? '',
  code: text(part, 'code'),
  name: text(part, 'name'),
  phone: text(part, 'phone'),
  address: text(part, 'address'),
  qualityLevel: text(part, 'qualityLevel'),
  isActive: valueIn<boolean>(part, 'active') ?? false,
  tests: valuesIn<Parameters>(part, 'test').map((test) => ({
    code: text(test, 'code'),
    name: text(test, 'name'),
    hours: number(test, 'hours'),
    isUsual: valueIn<boolean>(test, 'usual') ?? false,
  })),
});

const lineOf = (part: Parameters): ShownReferral => ({
  task: referenceIn(part, 'task').reference ?? '',
  patient: referenceIn(part, 'patient').reference ?? '',
  laboratory: referenceIn(part, 'laboratory').reference ?? '',
  laboratoryName: referenceIn(part, 'laboratory').display ?? '',
  test: text(part, 'test'),
  specimenNumber: text(part, 'specimenNumber'),
  specimen: text(part, 'specimen'),
  isUrgent: valueIn<boolean>(part, 'urgent') ?? false,
  name: text(part, 'name'),
  patientNumber: text(part, 'patientNumber'),
  receivedAt: valueIn<string>(part, 'receivedAt'),
  number: text(part, 'number'),
  sentAt: valueIn<string>(part, 'sentAt'),
  dueAt: valueIn<string>(part, 'dueAt'),
  hoursLeft: valueIn<number>(part, 'hoursLeft'),
  report: referenceIn(part, 'report').reference ?? '',
});

export const deskKey = recordKey('Task', 'referral-desk');
export const PAGE = 50;
/** promises run out by themselves */
const REFRESH = 60_000;

export interface DeskQuestion {
  readonly state: ReferralState;
  /** `Organization/…`; empty: all */
  readonly laboratory: string;
}

/** A page of what is to be sent, what is out, or what came back. */
export function useReferralDesk({ state, laboratory }: DeskQuestion, cursor: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...deskKey, state, laboratory, cursor],
    queryFn: async (): Promise<ShownDesk> => {
      const answer = await operation<Parameters>('$referral-desk', 'Task', {
        state: { valueCode: state },
        limit: PAGE,
        ...(laboratory === '' ? {} : { laboratory: { valueReference: { reference: laboratory } } }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      return {
        next: valueIn<string>(answer, 'next'),
        count: {
          'to-send': number(answer, 'toSend'),
          sent: number(answer, 'sent'),
          returned: number(answer, 'returned'),
        },
        laboratories: valuesIn<Parameters>(answer, 'laboratory').map(laboratoryOf),
        lines: valuesIn<Parameters>(answer, 'entry').map(lineOf),
      };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}
