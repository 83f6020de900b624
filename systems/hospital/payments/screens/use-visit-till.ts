import { maskedName } from '@lienmach/core';
import { useState } from 'react';
import { givenOf } from './cash-pay.tsx';
import { type Shown, useDisplay } from './display-channel.ts';
import { useVisitPapers } from './papers.ts';
import type { ShownBill } from './use-bill.ts';
import { useQr } from './use-qr.ts';
import { hasSlip, isSlip, type Till, useTill } from './use-till.ts';

export type Method = 'qr' | 'cash' | 'card' | 'wallet';

interface Person {
  readonly id: string | undefined;
  readonly name: string;
}

/** What the patient may see of it. */
function shownOf(person: Person, bill: ShownBill | undefined, till: Till, qr: ReturnType<typeof useQr>): Shown {
  const name = maskedName(person.name);
  const { taken } = till;
  if (taken !== undefined && taken.amount > 0 && (bill?.due ?? 0) <= 0) {
    const { amount, change, method } = taken;
    return { kind: 'paid', name, amount, ...(method === 'cash' ? { change, given: amount + change } : {}) };
  }
  if (bill === undefined || bill.due <= 0) return { kind: 'idle' };
  if (qr.asked === undefined) return { kind: 'bill', name, amount: bill.due };
  const { amount, payload, accountName } = qr.asked;
  return { kind: 'qr', name, amount, payload, receiver: accountName };
}

/** the way that was chosen last is the way of the next person too */
let lastMethod: Method = 'qr';

/** One visit at the window: method, cash typed, code shown, money taken, and what the second screen says about it. */
export function useVisitTill(encounter: string, person: Person, bill: ShownBill | undefined) {
  const till = useTill(encounter);
  const qr = useQr(encounter, till);
  const [method, setMethod] = useState<Method>(lastMethod);
  const [given, setGiven] = useState('');
  const [slip, setSlip] = useState('');
  const [dialog, setDialog] = useState<'deposit' | 'refund'>();
  const papers = useVisitPapers(encounter, person.id);
  const isOnDisplay = useDisplay(shownOf(person, bill, till, qr));
  const due = bill?.due ?? 0;
  const cash = givenOf(given, due);
  const goBySlip = async (by: 'card' | 'wallet'): Promise<void> => {
    if (!isSlip(slip)) return;
    const done = await till.attempt(async () => {
      await till.takeBySlip(due, by, slip);
      return true;
    });
    if (done) setSlip('');
  };
  return {
    encounter,
    till,
    qr,
    method,
    given,
    setGiven,
    slip,
    setSlip,
    papers,
    dialog,
    setDialog,
    isOnDisplay,
    /** what has to be typed for this way is there */
    isReady: method === 'qr' || (hasSlip(method) ? isSlip(slip) : cash !== undefined && cash >= due),
    choose(next: Method): void {
      lastMethod = next;
      till.setRefusal(undefined);
      setMethod(next);
      if (next !== 'qr') qr.hide();
    },
    /** the one press that matters: show the code, or take the cash */
    async go(): Promise<void> {
      if (due < 0) return setDialog('refund');
      if (due === 0) return;
      if (method === 'qr') return qr.show();
      if (hasSlip(method)) return goBySlip(method);
      if (cash === undefined || cash < due) return;
      await till.attempt(() => till.takeCash(due, cash));
      setGiven('');
    },
  };
}

export type VisitTill = ReturnType<typeof useVisitTill>;
