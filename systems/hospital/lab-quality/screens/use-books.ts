import { codeSystems } from '@lienmach/core';
import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Observation, Parameters, Reference } from 'fhir/r4';

/** One work of the plan of an instrument; `title` is empty for an instrument without a plan. */
export interface ShownWork {
  readonly id: string;
  readonly device: string;
  readonly code: string;
  readonly name: string;
  readonly inService: boolean;
  readonly kind: string;
  readonly title: string;
  readonly last: string;
  readonly on: string;
  readonly state: string;
}

export interface ShownReagent {
  readonly id: string;
  readonly instrument: string;
  readonly name: string;
  readonly lot: string;
  readonly quantity: number;
  readonly unit: string;
  readonly goodUntil: string;
  readonly state: string;
  readonly isLow: boolean;
}

export interface ShownExternal {
  readonly id: string;
  readonly round: string;
  readonly sample: string;
  readonly name: string;
  readonly instrument: string;
  readonly value: number;
  readonly unit: string;
  readonly sentAt: string;
  readonly assigned: number | undefined;
  readonly z: number | undefined;
  readonly conclusion: string;
  readonly action: string;
}

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

function worksOf(part: Parameters): ShownWork[] {
  const device = idIn(part, 'device');
  const inService = valueIn<boolean>(part, 'inService') ?? false;
  const base = { device, code: text(part, 'code'), name: text(part, 'name'), inService };
  const plans = valuesIn<Parameters>(part, 'plan').map((plan) => ({
    ...base,
    id: `${device} ${text(plan, 'title')}`,
    kind: text(plan, 'kind'),
    title: text(plan, 'title'),
    last: text(plan, 'last'),
    on: text(plan, 'on'),
    state: text(plan, 'state'),
  }));
  return plans.length > 0 ? plans : [{ ...base, id: device, kind: '', title: '', last: '', on: '', state: 'none' }];
}

const reagentOf = (part: Parameters): ShownReagent => ({
  id: idIn(part, 'substance'),
  instrument: text(part, 'instrument'),
  name: text(part, 'name'),
  lot: text(part, 'lot'),
  quantity: valueIn<number>(part, 'quantity') ?? 0,
  unit: text(part, 'unit'),
  goodUntil: text(part, 'goodUntil'),
  state: text(part, 'state'),
  isLow: valueIn<boolean>(part, 'low') ?? false,
});

function externalOf(observation: Observation): ShownExternal {
  const [, round = '', sample = ''] = (observation.identifier?.[0]?.value ?? '').split('^');
  const part = (name: string) => observation.component?.find(({ code }) => code.text === name)?.valueQuantity?.value;
  return {
    id: observation.id ?? '',
    round,
    sample,
    name: observation.code.coding?.[0]?.display ?? '',
    instrument: observation.device?.identifier?.value ?? '',
    value: observation.valueQuantity?.value ?? 0,
    unit: observation.valueQuantity?.unit ?? '',
    sentAt: observation.effectiveDateTime ?? '',
    assigned: part('assigned'),
    z: part('z'),
    conclusion: observation.interpretation?.[0]?.coding?.[0]?.code ?? 'waiting',
    action: observation.note?.[0]?.text ?? '',
  };
}

export const booksKey = recordKey('Device', 'books');
const EXTERNAL = `${codeSystems.labObservationKind}|external-quality`;

/** Instruments with what is due, lots of reagent, and the newest samples of external quality control. */
export function useBooks() {
  const { operation, search } = useRecord();
  return useQuery({
    queryKey: booksKey,
    queryFn: async () => {
      const [board, external] = await Promise.all([
        operation<Parameters>('$instrument-board', 'Device'),
        search('Observation', { category: EXTERNAL, _sort: '-date', _count: 100 }),
      ]);
      const order = ['overdue', 'soon', 'later', 'none'];
      return {
        works: valuesIn<Parameters>(board, 'instrument')
          .flatMap(worksOf)
          .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.on.localeCompare(b.on)),
        reagents: valuesIn<Parameters>(board, 'reagent').map(reagentOf),
        externals: external.items.map(externalOf),
      };
    },
    placeholderData: (before) => before,
  });
}
