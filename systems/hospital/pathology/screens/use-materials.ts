import { type Cursors, isOutcomeError, recordKey, useCursors, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';
import { useState } from 'react';

/** A container, block or slide as `$case-materials` tells it. */
export interface ShownMaterial {
  readonly id: string;
  readonly number: string;
  readonly material: string;
  readonly what: string;
  readonly caseNumber: string;
  readonly name: string;
  readonly state: string;
  readonly last: string;
  readonly keptUntil: string;
  readonly isDue: boolean;
}

export const steps = ['stored', 'lent', 'returned', 'discarded'] as const;
export type StoreStep = (typeof steps)[number];

/** `container` and `tissue` are what is due; `found` is what was looked up */
export type MaterialList = 'container' | 'tissue' | 'found';

const materialsKey = recordKey('Specimen', 'materials');
const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';

const materialOf = (part: Parameters): ShownMaterial => ({
  id: valueIn<Reference>(part, 'specimen')?.reference?.split('/')[1] ?? '',
  number: text(part, 'number'),
  material: text(part, 'material'),
  what: text(part, 'what'),
  caseNumber: text(part, 'case'),
  name: text(part, 'name'),
  state: text(part, 'state'),
  last: text(part, 'last'),
  keptUntil: text(part, 'keptUntil'),
  isDue: valueIn<boolean>(part, 'isDue') ?? false,
});

export const materialsIn = (answer: Parameters): readonly ShownMaterial[] =>
  valuesIn<Parameters>(answer, 'material').map(materialOf);

export interface Shelf extends Pick<Cursors<MaterialList>, 'page'> {
  readonly list: MaterialList;
  readonly choose: (list: MaterialList) => void;
  readonly lines: readonly ShownMaterial[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly hasNext: boolean;
  readonly isTurning: boolean;
  readonly turn: (by: 1 | -1) => void;
}

/** The list that is looked at: what is due, a page at a time, or the case whose number was given. */
export function useShelf(code: string): Shelf {
  const { operation } = useRecord();
  const { question: list, ask, page, cursor, turn } = useCursors<MaterialList>('container');
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...materialsKey, list, list === 'found' ? code : cursor],
    queryFn: async () => {
      const asked = list === 'found' ? { code } : { due: { valueCode: list }, cursor };
      const answer = await operation<Parameters>('$case-materials', 'Specimen', asked);
      return { lines: materialsIn(answer), next: valueIn<string>(answer, 'next') };
    },
    placeholderData: (before) => before,
  });
  const next = isPlaceholderData ? undefined : data?.next;
  return {
    list,
    choose: ask,
    page,
    lines: data?.lines,
    error,
    retry: () => void refetch(),
    hasNext: next !== undefined,
    isTurning: isPlaceholderData,
    turn: (by) => turn(by, next),
  };
}

/** What a code stands for. @throws OutcomeError */
export function useLookUp(): (code: string) => Promise<readonly ShownMaterial[]> {
  const { operation } = useRecord();
  return async (code) => materialsIn(await operation<Parameters>('$case-materials', 'Specimen', { code }));
}

export interface StoreWork {
  readonly chosen: readonly ShownMaterial[];
  /** why one of them was not recorded, by id */
  readonly refusals: ReadonlyMap<string, string>;
  readonly isBusy: boolean;
  readonly add: (materials: readonly ShownMaterial[]) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
  /** @returns how many were recorded */
  readonly record: (step: StoreStep, text: string) => Promise<number>;
}

/** What is chosen, and done with it: each by itself, so that one that is refused holds back no other. */
export function useStoreWork(): StoreWork {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState<readonly ShownMaterial[]>([]);
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const tell = async (id: string, step: StoreStep, words: string): Promise<string | undefined> => {
    try {
      await operation('$keep-material', `Specimen/${id}`, { step: { valueCode: step }, text: words });
      return undefined;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      return thrown.message;
    }
  };
  const record: StoreWork['record'] = async (step, words) => {
    setBusy(true);
    const refused = new Map<string, string>();
    for (const { id } of chosen) {
      const reason = await tell(id, step, words);
      if (reason !== undefined) refused.set(id, reason);
    }
    setRefusals(refused);
    setChosen(chosen.filter(({ id }) => refused.has(id)));
    setBusy(false);
    await cache.invalidateQueries({ queryKey: materialsKey });
    return chosen.length - refused.size;
  };
  return {
    chosen,
    refusals,
    isBusy,
    add: (more) => setChosen((now) => [...now, ...more.filter(({ id }) => !now.some((known) => known.id === id))]),
    remove: (id) => setChosen((now) => now.filter((one) => one.id !== id)),
    clear: () => setChosen([]),
    record,
  };
}
