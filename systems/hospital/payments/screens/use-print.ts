import { isOutcomeError, useRecord } from '@lienmach/ui';
import { useState } from 'react';
import { printPaper } from './print-paper.ts';

/** Papers of the counter: printed at once; what could not be printed is said, and what this browser cannot print is linked. */
export function usePrint() {
  const record = useRecord();
  const [isMissing, setMissing] = useState(false);
  const [link, setLink] = useState<string>();
  const print = async (name: `$print-${string}`, at: string): Promise<void> => {
    try {
      setLink(await printPaper(record, name, at));
      setMissing(false);
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setMissing(true);
    }
  };
  return {
    isMissing,
    link,
    receipt: (invoice: string) => print('$print-receipt', `Invoice/${invoice}`),
    statement: (encounter: string) => print('$print-cost-statement', `Encounter/${encounter}`),
    shift: (id: string) => print('$print-shift', `PaymentReconciliation/${id}`),
  };
}
