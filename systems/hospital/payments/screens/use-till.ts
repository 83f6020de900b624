import { isOutcomeError, type OutcomeError, recordKey, useRecord } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Invoice, Money } from 'fhir/r4';
import { useRef, useState } from 'react';
import { usePrint } from './use-print.ts';

/** How money changes hands, as operations take it. */
export const paidBy = ['cash', 'transfer', 'card', 'wallet'] as const;
export type PaidBy = (typeof paidBy)[number];
export const isPaidBy = (text: string): text is PaidBy => paidBy.some((one) => one === text);
/** the number on the slip of the machine is asked for */
export const hasSlip = (method: string): method is 'card' | 'wallet' => method === 'card' || method === 'wallet';
export const isSlip = (text: string): boolean => /^[0-9A-Za-z][0-9A-Za-z./-]{3,29}$/.test(text.trim());

/** One turn of money as it was typed. */
export interface Turn {
  readonly amount: number;
  readonly method: PaidBy;
  readonly slip: string;
}

/** What was taken last at this window. */
export interface Taken {
  readonly invoice: string;
  readonly number: string;
  readonly amount: number;
  readonly method: PaidBy;
  readonly change: number;
}

const PAPER_NUMBER = /^(?:PT|TU|HT)\d/;
const slipOf = ({ method, slip }: Turn) => (hasSlip(method) ? slip.trim() : undefined);
const vnd = (value: number): { valueMoney: Money } => ({ valueMoney: { value, currency: 'VND' } });

export const takenOf = (invoice: Invoice, method: Taken['method'], change = 0): Taken => ({
  invoice: invoice.id ?? '',
  number: invoice.identifier?.find(({ value = '' }) => PAPER_NUMBER.test(value))?.value ?? '',
  amount: invoice.totalGross?.value ?? 0,
  method,
  change,
});

interface TurnInput {
  readonly method: { readonly valueCode: string };
  readonly amount: { readonly valueMoney: Money };
}

/** Taking money for one visit: once per press, printed at once, and every list knows it. */
export function useTill(encounter: string) {
  const record = useRecord();
  const cache = useQueryClient();
  const [taken, setTaken] = useState<Taken>();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  const print = usePrint();
  /** the same press again, after a silence of the server, must find the first paper */
  const press = useRef<{ readonly of: string; readonly key: string }>(undefined);
  /** a turn of money in one press: the answer is its paper */
  const turn = async (name: '$collect' | '$deposit' | '$refund', at: string, input: TurnInput): Promise<Invoice> => {
    // another way or another amount is another press
    const of = JSON.stringify([name, at, input.method, input.amount]);
    const current = press.current?.of === of ? press.current : { of, key: crypto.randomUUID() };
    press.current = current;
    const invoice = await record.operation<Invoice>(name, at, { ...input, key: current.key });
    press.current = undefined;
    return invoice;
  };
  const refresh = (): Promise<unknown> =>
    Promise.all([
      cache.invalidateQueries({ queryKey: recordKey('ChargeItem', 'bill') }),
      cache.invalidateQueries({ queryKey: recordKey('Invoice') }),
    ]);
  const settle = async (next: Taken): Promise<void> => {
    setTaken(next);
    setRefusal(undefined);
    await Promise.all([print.receipt(next.invoice), refresh()]);
  };
  return {
    taken,
    refusal,
    isBusy,
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
    async takeCash(due: number, given: number): Promise<void> {
      const input = { method: { valueCode: 'cash' }, amount: vnd(due) };
      await settle(takenOf(await turn('$collect', `Encounter/${encounter}`, input), 'cash', given - due));
    },
    async takeBySlip(due: number, method: 'card' | 'wallet', slip: string): Promise<void> {
      const input = { method: { valueCode: method }, amount: vnd(due), slip: slip.trim() };
      await settle(takenOf(await turn('$collect', `Encounter/${encounter}`, input), method));
    },
    async takeDeposit(money: Turn): Promise<void> {
      const input = { method: { valueCode: money.method }, amount: vnd(money.amount), slip: slipOf(money) };
      await settle(takenOf(await turn('$deposit', `Encounter/${encounter}`, input), money.method));
    },
    async giveBack(paper: string, money: Turn, reason: string): Promise<void> {
      const { method, amount } = money;
      const input = { method: { valueCode: method }, amount: vnd(amount), slip: slipOf(money), reason };
      await settle(takenOf(await turn('$refund', `Invoice/${paper}`, input), method));
    },
  };
}

export type Till = ReturnType<typeof useTill>;
