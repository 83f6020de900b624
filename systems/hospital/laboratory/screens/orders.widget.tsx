import './visit.css';
import { codeSystems } from '@lienmach/core';
import {
  Button,
  CheckField,
  type CodeChoice,
  CodePicker,
  formatNumber,
  formatTime,
  IconButton,
  isOutcomeError,
  matchesWords,
  Note,
  type OutcomeError,
  type RecordClient,
  recordKey,
  showToast,
  useActions,
  useDraft,
  usePlace,
  useRecord,
  useSearch,
  useTexts,
  valueIn,
  valuesIn,
  type WidgetProps,
} from '@lienmach/ui';
import { IconHistory, IconSend, IconX } from '@tabler/icons-react';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { LabTest } from '../catalogs/lab-test.ts';
import { findTest, labTests, tubeOf } from '../catalogs/lab-tests.ts';
import { type OrderSet, orderSets } from '../catalogs/order-sets.ts';
import { isReleased } from '../rules/amended-result.ts';
import { isMeasured } from '../rules/shown-results.ts';
import { OrdersBefore, testCodeOfReport } from './orders-before.tsx';
import { ResultsWidget } from './results.widget.tsx';
import { visitTexts } from './visit-texts.ts';

interface Basket {
  readonly codes: readonly string[];
  readonly isUrgent: boolean;
}
const emptyBasket: Basket = { codes: [], isUrgent: false };

async function priceOf({ operation }: RecordClient, code: string): Promise<number | undefined> {
  const answer = await operation<Parameters>('$lookup', 'CodeSystem', { system: codeSystems.services7603, code });
  const price = valuesIn<Parameters>(answer, 'property').find((one) => valueIn<string>(one, 'code') === 'price');
  const value = Number(price === undefined ? Number.NaN : valueIn<string>(price, 'value'));
  return Number.isFinite(value) ? value : undefined;
}

/** prices of today, by code; whole đồng to read, the exact price is the server's */
function usePrices(codes: readonly string[]): ReadonlyMap<string, number> {
  const record = useRecord();
  const answers = useQueries({
    queries: codes.map((code) => ({
      queryKey: recordKey('CodeSystem', 'price', codeSystems.services7603, code),
      queryFn: async () => ({ code, price: await priceOf(record, code) }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return new Map(answers.flatMap(({ data }) => (data?.price === undefined ? [] : [[data.code, data.price] as const])));
}

interface LineProps {
  readonly test: LabTest;
  readonly price: number | undefined;
  readonly onRemove: () => void;
}

function Line({ test, price, onRemove }: LineProps) {
  const t = useTexts(visitTexts);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') onRemove();
  };
  return (
    <li className="order-line" onKeyDown={onKey}>
      <span className="grow">
        {test.name}
        <span className="s mut order-tube">{tubeOf(test)?.name}</span>
      </span>
      <span className="n">{formatNumber(price)}</span>
      <IconButton icon={IconX} label={t.remove(test.name)} onClick={onRemove} />
    </li>
  );
}

function useOrders({ encounter = '', saveHost }: WidgetProps) {
  const t = useTexts(visitTexts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [basket, setBasket, forget] = useDraft<Basket>(`laboratory.orders.${encounter}`, emptyBasket);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (basket.codes.length === 0 || isSending) return;
    setSending(true);
    try {
      if (saveHost !== undefined && !(await saveHost())) return;
      await operation('$order-tests', `Encounter/${encounter}`, {
        test: basket.codes.map((code) => ({ valueCode: code })),
        urgent: basket.isUrgent || undefined,
      });
      showToast(t.sent(basket.codes.length));
      forget();
      setRefusal(undefined);
      for (const type of ['DiagnosticReport', 'ServiceRequest', 'Observation', 'Task'] as const) {
        await cache.invalidateQueries({ queryKey: recordKey(type) });
      }
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
    } finally {
      setSending(false);
    }
  };
  return { basket, setBasket, refusal, isSending, send };
}

/** codes of sets in the picker, beside those of tests */
const SET = 'set:';

/** Tests collect in a basket; nothing is sent until it is said. Below, what was ordered and what came back. */
export function OrdersWidget(props: WidgetProps) {
  const t = useTexts(visitTexts);
  const { encounter = '', patient = '', isClosed = false, onCount } = props;
  const { room } = usePlace();
  const [isBefore, setBefore] = useState(false);
  const { basket, setBasket, refusal, isSending, send } = useOrders(props);
  const [hasFocus, setFocus] = useState(false);
  const reports = useSearch('DiagnosticReport', { encounter: `Encounter/${encounter}`, _sort: '-issued', _count: 100 });
  const ordered = (reports.data?.items ?? []).filter(isMeasured);
  const prices = usePrices(basket.codes);
  const tests = basket.codes.flatMap((code) => findTest(code) ?? []);
  useEffect(() => onCount?.(ordered.length), [onCount, ordered.length]);
  useActions(
    hasFocus && !isClosed
      ? [
          { key: 'Alt+L', label: t.asBefore, at: 'hidden', run: () => setBefore(true) },
          ...(tests.length > 0
            ? [{ key: 'Ctrl+S', label: t.send, at: 'hidden' as const, run: () => void send() }]
            : []),
        ]
      : [],
  );

  const choiceOf = (test: LabTest): CodeChoice => {
    const open = ordered.find((report) => testCodeOfReport(report) === test.code);
    const isRunning = open !== undefined && !isReleased(open);
    const isHere = basket.codes.includes(test.code);
    const done =
      open === undefined ? tubeOf(test)?.name : t.hasResult(formatTime(open.issued ?? open.effectiveDateTime));
    return {
      code: test.code,
      display: test.name,
      detail: isHere ? t.inBasket : isRunning ? t.alreadyOrdered : done,
      isDisabled: isHere || isRunning,
    };
  };
  const isHere = (code: string): boolean =>
    basket.codes.includes(code) || ordered.some((report) => testCodeOfReport(report) === code && !isReleased(report));
  const add = (codes: readonly string[]): void =>
    setBasket((now) => ({ ...now, codes: [...new Set([...now.codes, ...codes.filter((code) => !isHere(code))])] }));
  const setChoice = (set: OrderSet): CodeChoice => {
    const isDone = set.tests.every(isHere);
    const detail = isDone ? t.setHere : t.setDetail(set.tests.length);
    return { code: `${SET}${set.id}`, display: t.set(set.name), detail, isDisabled: isDone };
  };
  /** sets first: `bo mo mau` */
  const choices = (text: string): CodeChoice[] => [
    ...orderSets
      .filter(({ rooms }) => rooms === undefined || (room !== undefined && rooms.includes(room.id)))
      .filter(({ name }) => matchesWords(`Bộ ${name}`, text))
      .map(setChoice),
    ...labTests.filter((test) => matchesWords(test.name, text)).map(choiceOf),
  ];
  const take = (code: string): void => add(orderSets.find(({ id }) => `${SET}${id}` === code)?.tests ?? [code]);
  const without = (code: string) => setBasket((now) => ({ ...now, codes: now.codes.filter((one) => one !== code) }));
  return (
    <section className="orders" aria-label={t.orders} onFocus={() => setFocus(true)} onBlur={() => setFocus(false)}>
      {!isClosed && (
        <section className="orders-new" aria-label={t.basket}>
          <div className="orders-head">
            <div className="grow">
              <CodePicker
                label={t.addTest}
                value={undefined}
                placeholder={t.addHint}
                isAdding
                isCodeHidden
                search={async (text) => choices(text)}
                onChange={(choice) => choice && take(choice.code)}
              />
            </div>
            <Button keyHint="Alt+L" icon={IconHistory} onClick={() => setBefore(true)}>
              {t.asBefore}
            </Button>
            <Button
              keyHint="Ctrl+S"
              icon={IconSend}
              disabled={tests.length === 0}
              isBusy={isSending}
              onClick={() => void send()}
            >
              {isSending ? t.sending : t.send}
            </Button>
          </div>
          {refusal?.issues.map((issue) => (
            <Note key={`${issue.code} ${issue.text}`} tone="bad" title={issue.text} />
          ))}
          {tests.length > 0 && (
            <>
              <ul>
                {tests.map((test) => (
                  <Line key={test.code} test={test} price={prices.get(test.code)} onRemove={() => without(test.code)} />
                ))}
              </ul>
              <div className="orders-foot">
                <CheckField
                  label={t.urgent}
                  isChecked={basket.isUrgent}
                  onChange={(isUrgent) => setBasket((now) => ({ ...now, isUrgent }))}
                />
                <span className="grow" />
                <span className="sec">{t.total}</span>
                <b className="n">{formatNumber([...prices.values()].reduce((sum, one) => sum + one, 0))} đ</b>
              </div>
            </>
          )}
        </section>
      )}
      <ResultsWidget {...props} />
      {isBefore && (
        <OrdersBefore
          patient={patient}
          encounter={encounter}
          isHere={isHere}
          onClose={() => setBefore(false)}
          onTake={(codes) => {
            setBefore(false);
            add(codes);
          }}
        />
      )}
    </section>
  );
}
