import { useRecord, valueIn } from '@lienmach/ui';
import type { Money, Parameters, Reference } from 'fhir/r4';
import { useState } from 'react';
import { idOf } from './use-line.ts';
import type { Till } from './use-till.ts';

/** A code that waits for its money. */
export interface QrAsked {
  readonly payload: string;
  readonly reference: string;
  readonly amount: number;
  readonly accountName: string;
  /** Invoice id */
  readonly request: string;
  /** milliseconds */
  readonly since: number;
}

/** Asks for a VietQR of what is due now; asked again with the same amount it is the same code. */
export function useQr(encounter: string, till: Till) {
  const { operation } = useRecord();
  const [asked, setAsked] = useState<QrAsked>();
  return {
    asked,
    async show(): Promise<void> {
      const answer = await till.attempt(() => operation<Parameters>('$payment-qr', `Encounter/${encounter}`));
      if (answer === undefined) return;
      setAsked({
        payload: valueIn<string>(answer, 'payload') ?? '',
        reference: valueIn<string>(answer, 'reference') ?? '',
        amount: valueIn<Money>(answer, 'amount')?.value ?? 0,
        accountName: valueIn<string>(answer, 'accountName') ?? '',
        request: idOf(valueIn<Reference>(answer, 'request')),
        since: Date.now(),
      });
    },
    hide: () => setAsked(undefined),
  };
}
