import { isOutcomeError, type OutcomeError, recordKey, useRecord } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Invoice, Money } from 'fhir/r4';
import { useRef, useState } from 'react';
import { printReceipt } from './print-paper.ts';

/** What was taken last at this window. */
export interface Taken {
  readonly invoice: string;
  readonly number: string;
  readonly amount: number;
  readonly method: 'cash' | 'transfer';
  readonly change: number;
}

const RECEIPT_NUMBER = /^PT/;
const vnd = (value: number): { valueMoney: Money } => ({ valueMoney: { value, currency: 'VND' } });

export const takenOf = (invoice: Invoice, method: Taken['method'], change = 0): Taken => ({
  invoice: invoice.id ?? '',
  number: invoice.identifier?.find(({ value = '' }) => RECEIPT_NUMBER.test(value))?.value ?? '',
  amount: invoice.totalGross?.value ?? 0,
  method,
  change,
});

/** Taking money for one visit: once per press, printed at once, and every list knows it. */
export function useTill(encounter: string) {
  const record = useRecord();
  const cache = useQueryClient();
  const [taken, setTaken] = useState<Taken>();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  const [isPrintMissing, setPrintMissing] = useState(false);
  const [paper, setPaper] = useState<string>();
  /** the same press again, after a silence of the server, must find the first receipt */
  const key = useRef<string>(undefined);
  const refresh = (): Promise<unknown> =>
    Promise.all([
      cache.invalidateQueries({ queryKey: recordKey('ChargeItem', 'bill') }),
      cache.invalidateQueries({ queryKey: recordKey('Invoice') }),
    ]);
  const print = async (invoice: string): Promise<void> => {
    try {
      setPaper(await printReceipt(record, invoice));
      setPrintMissing(false);
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setPrintMissing(true);
    }
  };
  const settle = async (next: Taken): Promise<void> => {
    setTaken(next);
    setRefusal(undefined);
    await Promise.all([print(next.invoice), refresh()]);
  };
  return {
    taken,
    refusal,
    isBusy,
    isPrintMissing,
    /** address of a paper that this browser cannot print by itself */
    paper,
    setRefusal,
    settle,
    print,
    refresh,
    async attempt<Out>(work: () => Promise<Out>): Promise<Out | undefined> {
      if (isBusy) return undefined;
      setBusy(true);
      try {
        const out = await work();
        setRefusal(undefined);
        return out;
      } catch (thrown) {
        if (!isOutcomeError(thrown)) throw thrown;
        setRefusal(thrown);
        await refresh();
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    async takeCash(due: number, given: number): Promise<Invoice> {
      key.current ??= crypto.randomUUID();
      const invoice = await record.operation<Invoice>('$collect', `Encounter/${encounter}`, {
        method: { valueCode: 'cash' },
        amount: vnd(due),
        key: key.current,
      });
      key.current = undefined;
      await settle(takenOf(invoice, 'cash', given - due));
      return invoice;
    },
  };
}

export type Till = ReturnType<typeof useTill>;
