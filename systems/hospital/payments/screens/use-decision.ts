import { isOutcomeError, type OutcomeError, recordKey, useRecord } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** One press that decides something about papers and tasks; every list knows it afterwards. */
export function useDecision() {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  /** @returns whether it was done */
  const decide = async (
    name: `$${string}`,
    at: string,
    input: Readonly<Record<string, unknown>> = {},
  ): Promise<boolean> => {
    if (isBusy) return false;
    setBusy(true);
    try {
      await operation(name, at, input);
      setRefusal(undefined);
      await Promise.all(
        (['Task', 'Invoice', 'ChargeItem'] as const).map((type) =>
          cache.invalidateQueries({ queryKey: recordKey(type) }),
        ),
      );
      return true;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { decide, refusal, isBusy };
}
