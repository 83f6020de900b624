import { recordKey, useRecord, valueIn } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useRef, useState } from 'react';

/** Closes the clean claims of the month, fifty at a time, until there are none. */
export function useLockClean(month: string) {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [done, setDone] = useState<{ readonly locked: number; readonly passed: number }>();
  const [error, setError] = useState<unknown>();
  const isUnderWay = useRef(false);
  const run = async (): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setError(undefined);
    try {
      let sum = { locked: 0, passed: 0 };
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const input = cursor === '' ? { month } : { month, cursor };
        const answer: Parameters = await operation<Parameters>('$lock-claims', 'Claim', input);
        const of = (name: string): number => valueIn<number>(answer, name) ?? 0;
        sum = { locked: sum.locked + of('locked'), passed: sum.passed + of('passed') };
        setDone(sum);
        cursor = valueIn<string>(answer, 'next');
      }
    } catch (thrown) {
      setError(thrown);
    } finally {
      isUnderWay.current = false;
      await cache.invalidateQueries({ queryKey: recordKey('Claim') });
    }
  };
  return { done, error, run };
}
