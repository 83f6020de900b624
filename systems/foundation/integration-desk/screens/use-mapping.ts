import { type CodeChoice, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { deskKey, textIn } from './use-desk.ts';

/** A code of a partner that the channel's map does not know. */
export interface UnknownLine {
  readonly key: string;
  readonly group: string;
  readonly channel: string;
  readonly code: string;
  readonly system: string;
  readonly at: string;
  readonly example: string;
  readonly count: number;
  readonly last: string;
}

export interface PairLine {
  readonly code: string;
  readonly target: string;
  readonly display: string;
}

export interface TargetChoice extends CodeChoice {
  readonly isIndicator: boolean;
}

const REFRESH = 10_000;

const unknownOf = (part: Parameters): UnknownLine => ({
  key: ['channel', 'code', 'system', 'group'].map((name) => textIn(part, name)).join(' '),
  group: textIn(part, 'group'),
  channel: textIn(part, 'channel'),
  code: textIn(part, 'code'),
  system: textIn(part, 'system'),
  at: textIn(part, 'at'),
  example: textIn(part, 'example'),
  count: valueIn<number>(part, 'count') ?? 0,
  last: textIn(part, 'last'),
});

/** Codes that wait for a meaning, and the map of the channel in hand. */
export function useMapping(channel: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...deskKey, 'mapping', channel],
    refetchInterval: REFRESH,
    placeholderData: (before) => before,
    async queryFn() {
      const desk = await operation<Parameters>('$mapping-desk', undefined, channel === '' ? {} : { channel });
      return {
        unknown: valuesIn<Parameters>(desk, 'unknown').map(unknownOf),
        pairs: valuesIn<Parameters>(desk, 'pair').map(
          (part): PairLine => ({
            code: textIn(part, 'code'),
            target: textIn(part, 'target'),
            display: textIn(part, 'display'),
          }),
        ),
      };
    },
  });
}

/** Indicators of the laboratory by words; what was typed stays a choice, for codes that are no indicators. */
export function useTargets(asTyped: (code: string) => string): (text: string) => Promise<readonly TargetChoice[]> {
  const { operation } = useRecord();
  return async (text) => {
    const filter = text.trim();
    if (filter === '') return [];
    const answer = await operation<Parameters>('$map-targets', undefined, { filter });
    const found = valuesIn<Parameters>(answer, 'target').map(
      (part): TargetChoice => ({
        code: textIn(part, 'code'),
        display: textIn(part, 'display'),
        detail: [textIn(part, 'unit'), textIn(part, 'loinc')].filter((one) => one !== '').join(' · '),
        isIndicator: true,
      }),
    );
    const own: TargetChoice = { code: filter, display: asTyped(filter), system: 'typed', isIndicator: false };
    return [...found.slice(0, 7), own];
  };
}
