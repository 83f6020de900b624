import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

export interface ShownPerson {
  readonly patient: string;
  readonly name: string;
  readonly patientNumber: string;
  readonly age: number | undefined;
  readonly ageUnit: string;
  readonly sex: string;
}

const personOf = (part: Parameters): ShownPerson => ({
  patient: idIn(part, 'patient'),
  name: text(part, 'name'),
  patientNumber: text(part, 'patientNumber'),
  age: valueIn<number>(part, 'age'),
  ageUnit: text(part, 'ageUnit'),
  sex: text(part, 'sex'),
});

export interface ShownUnit {
  readonly id: string;
  readonly donation: string;
  readonly component: string;
  readonly group: string;
  readonly expires: string;
  readonly volume: number;
  readonly state: string;
  readonly reason: string;
  readonly fit: string;
}

const unitOf = (part: Parameters): ShownUnit => ({
  id: idIn(part, 'unit'),
  donation: text(part, 'donation'),
  component: text(part, 'component'),
  group: text(part, 'group'),
  expires: text(part, 'expires'),
  volume: number(part, 'volume'),
  state: text(part, 'state'),
  reason: text(part, 'reason'),
  fit: text(part, 'fit'),
});

export interface ShownUse extends ShownUnit {
  readonly task: string;
  /** recalled or discarded on its way */
  readonly isHeld: boolean;
  readonly crossmatchedTo: string;
  readonly issuedAt: string;
  readonly transfusion: string;
}

const shownUse = (part: Parameters): ShownUse => ({
  ...unitOf(part),
  task: idIn(part, 'task'),
  isHeld: valueIn<boolean>(part, 'isHeld') ?? false,
  crossmatchedTo: text(part, 'crossmatchedTo'),
  issuedAt: text(part, 'issuedAt'),
  transfusion: idIn(part, 'transfusion'),
});

export interface ShownOrder extends ShownPerson {
  readonly order: string;
  readonly orderNumber: string;
  readonly component: string;
  readonly units: number;
  readonly priority: string;
  readonly reason: string;
  readonly orderedAt: string;
  readonly orderedBy: string;
  readonly emergencyBy: string;
  readonly emergencyReason: string;
  readonly groupState: string;
  readonly group: string;
  readonly reserved: number;
  readonly compatible: number;
  readonly issued: number;
  readonly transfused: number;
  readonly samples: number;
  readonly status: string;
}

const orderOf = (part: Parameters): ShownOrder => ({
  ...personOf(part),
  order: idIn(part, 'order'),
  orderNumber: text(part, 'orderNumber'),
  component: text(part, 'component'),
  units: number(part, 'units'),
  priority: text(part, 'priority'),
  reason: text(part, 'reason'),
  orderedAt: text(part, 'orderedAt'),
  orderedBy: text(part, 'orderedBy'),
  emergencyBy: text(part, 'emergencyBy'),
  emergencyReason: text(part, 'emergencyReason'),
  groupState: text(part, 'groupState'),
  group: text(part, 'group'),
  reserved: number(part, 'reserved'),
  compatible: number(part, 'compatible'),
  issued: number(part, 'issued'),
  transfused: number(part, 'transfused'),
  samples: number(part, 'samples'),
  status: text(part, 'status'),
});

export interface ShownDetermination {
  readonly id: string;
  readonly group: string;
  readonly method: string;
  readonly specimen: string;
  readonly by: string;
  readonly at: string;
}

export interface ShownScreening {
  readonly id: string;
  /** `positive`, `negative` */
  readonly result: string;
  readonly by: string;
  readonly at: string;
}

export interface ShownStruck extends ShownScreening {
  readonly reason: string;
  readonly struckBy: string;
}

const screeningOf = (part: Parameters): ShownScreening => ({
  id: idIn(part, 'observation'),
  result: text(part, 'result'),
  by: text(part, 'by'),
  at: text(part, 'at'),
});

export interface ShownSheet extends ShownOrder {
  readonly screen: string;
  /** a screen was positive once, whatever the newest says */
  readonly hadAntibodies: boolean;
  readonly sample: readonly {
    readonly id: string;
    readonly number: string;
    readonly drawnAt: string;
    readonly validTo: string;
  }[];
  readonly determination: readonly ShownDetermination[];
  readonly screening: readonly ShownScreening[];
  readonly struck: readonly ShownStruck[];
  readonly use: readonly ShownUse[];
  readonly suggestion: readonly ShownUnit[];
}

const sheetOf = (answer: Parameters): ShownSheet => ({
  ...orderOf(answer),
  screen: text(answer, 'screen'),
  hadAntibodies: valueIn<boolean>(answer, 'hadAntibodies') ?? false,
  sample: valuesIn<Parameters>(answer, 'sample').map((part) => ({
    id: idIn(part, 'specimen'),
    number: text(part, 'number'),
    drawnAt: text(part, 'drawnAt'),
    validTo: text(part, 'validTo'),
  })),
  determination: valuesIn<Parameters>(answer, 'determination').map((part) => ({
    id: idIn(part, 'observation'),
    group: text(part, 'group'),
    method: text(part, 'method'),
    specimen: text(part, 'specimen').split('/')[1] ?? '',
    by: text(part, 'by'),
    at: text(part, 'at'),
  })),
  screening: valuesIn<Parameters>(answer, 'screening').map(screeningOf),
  struck: valuesIn<Parameters>(answer, 'struck').map((part) => ({
    ...screeningOf(part),
    reason: text(part, 'reason'),
    struckBy: text(part, 'struckBy'),
  })),
  use: valuesIn<Parameters>(answer, 'use').map(shownUse),
  suggestion: valuesIn<Parameters>(answer, 'suggestion').map(unitOf),
});

export interface WardUse extends ShownUse, ShownPerson {
  readonly check: readonly {
    readonly by: string;
    readonly name: string;
    readonly at: string;
    readonly isFresh: boolean;
  }[];
  readonly startedAt: string;
  readonly observedAt: string;
}

const wardUseOf = (part: Parameters): WardUse => ({
  ...personOf(part),
  ...shownUse(part),
  check: valuesIn<Parameters>(part, 'check').map((one) => ({
    by: text(one, 'by'),
    name: text(one, 'name'),
    at: text(one, 'at'),
    isFresh: valueIn<boolean>(one, 'isFresh') ?? false,
  })),
  startedAt: text(part, 'startedAt'),
  observedAt: text(part, 'observedAt'),
});

/** Somebody for whom a bag is out that was just held. */
export interface HeldUse extends ShownPerson {
  readonly task: string;
  readonly isRunning: boolean;
  readonly place: string;
}

/** Whom to telephone, as `$quarantine-unit` answers. */
export const heldUsesOf = (answer: Parameters): readonly HeldUse[] =>
  valuesIn<Parameters>(answer, 'use').map((part) => ({
    ...personOf(part),
    task: idIn(part, 'task'),
    isRunning: text(part, 'state') === 'transfusing',
    place: text(part, 'place'),
  }));

export interface WardStep extends ShownPerson {
  readonly task: string;
  readonly text: string;
  readonly isForBank: boolean;
}

/** everything of the room is read anew after a verb */
export const bankKey = recordKey('BiologicallyDerivedProduct');
const REFRESH = 30_000;

const benchOf = (answer: Parameters) => ({
  orders: valuesIn<Parameters>(answer, 'entry').map(orderOf),
  hasMore: valueIn<boolean>(answer, 'hasMore') ?? false,
});

/** Open orders. */
export function useBench() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'bench'],
    queryFn: async () => benchOf(await operation<Parameters>('$blood-bench', 'ServiceRequest')),
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

/** One order with everything the bench needs. */
export function useSheet(order: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'sheet', order],
    queryFn: async () => sheetOf(await operation<Parameters>('$blood-sheet', `ServiceRequest/${order}`)),
    refetchInterval: REFRESH,
  });
}

/** Every bag in the house. */
export function useStock() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'stock'],
    queryFn: async () => {
      const answer = await operation<Parameters>('$blood-stock', 'BiologicallyDerivedProduct');
      return { now: text(answer, 'now'), units: valuesIn<Parameters>(answer, 'unit').map(unitOf) };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

/** Who a bag was for. */
export function useLookBack(unit: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'look-back', unit],
    enabled: unit !== undefined,
    queryFn: async () => {
      const answer = await operation<Parameters>('$look-back', 'BiologicallyDerivedProduct', { unit: unit ?? '' });
      return valuesIn<Parameters>(answer, 'way').map((part) => ({
        ...personOf(part),
        state: text(part, 'state'),
        at: text(part, 'at'),
      }));
    },
  });
}

/** What the ward has to do about blood. */
export function useWard() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'ward'],
    queryFn: async () => {
      const answer = await operation<Parameters>('$ward-blood', 'Task');
      return {
        now: text(answer, 'now'),
        failed: valuesIn<string>(answer, 'failed'),
        uses: valuesIn<Parameters>(answer, 'use').map(wardUseOf),
        waiting: valuesIn<Parameters>(answer, 'waiting').map(orderOf),
        steps: valuesIn<Parameters>(answer, 'step').map(
          (part): WardStep => ({
            ...personOf(part),
            task: idIn(part, 'task'),
            text: text(part, 'text'),
            isForBank: valueIn<boolean>(part, 'isForBank') ?? false,
          }),
        ),
      };
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

/** Orders for blood of one visit. */
export function useVisitBlood(encounter: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...bankKey, 'visit', encounter],
    enabled: encounter !== '',
    queryFn: async () => {
      const answer = await operation<Parameters>('$visit-blood', `Encounter/${encounter}`);
      return {
        groupState: text(answer, 'groupState'),
        group: text(answer, 'group'),
        orders: valuesIn<Parameters>(answer, 'order').map(orderOf),
      };
    },
    refetchInterval: REFRESH,
  });
}
