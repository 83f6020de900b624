import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';

export interface ShownStep {
  readonly after: number;
  readonly who: Reference;
  readonly phone: string;
}

/** A ladder as `$call-ladders` tells it. */
export interface LadderLine {
  readonly key: string;
  readonly state: string;
  readonly from: string;
  readonly until: string;
  /** undefined: the whole house */
  readonly location: Reference | undefined;
  readonly steps: readonly ShownStep[];
  readonly repeat: number;
  readonly rings: number;
}

export const laddersKey = recordKey('ActivityDefinition', 'ladders');

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;

const stepOf = (part: Parameters): ShownStep => ({
  after: number(part, 'after'),
  who: valueIn<Reference>(part, 'who') ?? {},
  phone: text(part, 'phone'),
});

function lineOf(part: Parameters): LadderLine {
  const location = valueIn<Reference>(part, 'location');
  const from = text(part, 'from');
  return {
    key: `${location?.reference ?? 'house'} ${from}`,
    state: text(part, 'state'),
    from,
    until: text(part, 'until'),
    location,
    steps: valuesIn<Parameters>(part, 'step').map(stepOf),
    repeat: number(part, 'repeat'),
    rings: number(part, 'rings'),
  };
}

/** Every ladder, what is in force first. */
export function useLadders() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: laddersKey,
    queryFn: async () => {
      const answer = await operation<Parameters>('$call-ladders', 'ActivityDefinition');
      return valuesIn<Parameters>(answer, 'ladder').map(lineOf);
    },
    placeholderData: (before) => before,
  });
}
