import { identifierSystems, identifierValue } from '@lienmach/core';
import {
  type Action,
  ErrorNote,
  formatDate,
  Loading,
  nameOf,
  PatientBanner,
  useActions,
  useRead,
  useSearch,
  useTexts,
} from '@lienmach/ui';
import {
  IconArrowBackUp,
  IconCash,
  IconCoins,
  IconDeviceDesktop,
  IconPlayerSkipForward,
  IconPrinter,
  IconQrcode,
} from '@tabler/icons-react';
import type { Coverage, Encounter } from 'fhir/r4';
import { useState } from 'react';
import { BillPanel } from './bill-panel.tsx';
import { openDisplay } from './display-channel.ts';
import { MoneyDialog } from './money-dialog.tsx';
import { PayPanel } from './pay-panel.tsx';
import { texts } from './texts.ts';
import { type ShownBill, useBill } from './use-bill.ts';
import { useVisitTill, type VisitTill } from './use-visit-till.ts';

function Cover({ cover }: { readonly cover: Coverage | undefined }) {
  const t = useTexts(texts);
  return (
    <div className="nw">
      <div className="s sec">{t.cover}</div>
      {cover === undefined ? (
        <span className="mut">{t.noCover}</span>
      ) : (
        <>
          <b className="n">{identifierValue(cover, identifierSystems.insuranceCard)?.slice(0, 3)}</b>{' '}
          {cover.period?.end !== undefined && <span className="n">→ {formatDate(cover.period.end)}</span>}
        </>
      )}
    </div>
  );
}

const placeOf = (encounter: Encounter | undefined): string => encounter?.location?.[0]?.location.display ?? '';

/** a phone has no second screen */
const isNarrow = (): boolean => window.innerWidth <= 900;

/** keys of the window while a visit is open; the primary one is what must happen next */
interface PayActions {
  readonly desk: VisitTill;
  readonly bill: ShownBill | undefined;
  readonly isOver: boolean;
  readonly explain: () => void;
  readonly onNext: () => void;
}

function usePayActions({ desk, bill, isOver, explain, onNext }: PayActions): void {
  const t = useTexts(texts);
  const { till, method, qr } = desk;
  const isDue = (bill?.due ?? 0) > 0;
  const isWaiting = method === 'qr' && qr.asked !== undefined && qr.asked.amount === bill?.due;
  const primary: Action = {
    key: 'Ctrl+I',
    label: method === 'qr' ? t.showQr : t.take,
    icon: method === 'qr' ? IconQrcode : IconCash,
    isPrimary: true,
    isDisabled: till.isBusy || isWaiting || !desk.isReady,
    run: () => void desk.go(),
  };
  const { taken } = till;
  useActions([
    { key: 'F6', label: t.next, icon: IconPlayerSkipForward, isPrimary: bill?.due === 0, run: onNext },
    { key: 'Alt+1', label: t.qr, at: 'hidden', run: () => desk.choose('qr') },
    { key: 'Alt+2', label: t.cash, at: 'hidden', run: () => desk.choose('cash') },
    { key: 'Alt+3', label: t.ways.card, at: 'hidden', run: () => desk.choose('card') },
    { key: 'Alt+4', label: t.ways.wallet, at: 'hidden', run: () => desk.choose('wallet') },
    { key: 'Alt+H', label: t.showWhy, at: 'hidden', run: explain },
    { key: 'Alt+K', label: t.checkAgain, at: 'hidden', run: () => void till.refresh() },
    {
      key: 'Alt+T',
      label: t.deposit,
      icon: IconCoins,
      at: isNarrow() ? 'hidden' : 'right',
      isDisabled: isOver,
      run: () => desk.setDialog('deposit'),
    },
    ...(taken === undefined
      ? [
          {
            key: 'Ctrl+P',
            label: t.printStatement,
            at: 'hidden' as const,
            run: () => void till.print.statement(desk.encounter),
          },
        ]
      : [{ key: 'Ctrl+P', label: t.printAgain, icon: IconPrinter, run: () => void till.print.receipt(taken.invoice) }]),
    {
      key: 'Alt+P',
      label: t.openDisplay,
      icon: IconDeviceDesktop,
      at: desk.isOnDisplay || isNarrow() ? 'hidden' : 'right',
      run: openDisplay,
    },
    ...(isDue ? [primary] : []),
    ...((bill?.due ?? 0) < 0
      ? [{ key: 'Ctrl+I', label: t.giveBack, icon: IconArrowBackUp, isPrimary: true, run: () => void desk.go() }]
      : []),
  ]);
}

/** One visit at the window: who, what it costs and why, and the money. */
export function VisitView({ id, onNext }: { readonly id: string; readonly onNext: () => void }) {
  const t = useTexts(texts);
  const encounter = useRead('Encounter', id).data;
  const patientId = encounter?.subject?.reference?.split('/')[1];
  const patient = useRead('Patient', patientId).data;
  const covers = useSearch(
    'Coverage',
    patientId === undefined ? undefined : { beneficiary: `Patient/${patientId}`, status: 'active' },
  );
  const { data: bill, error, refetch } = useBill(id);
  const [isExplained, setExplained] = useState(false);
  const explain = (): void => setExplained((now) => !now);
  const desk = useVisitTill(id, { id: patientId, name: nameOf(patient?.name) }, bill);
  const isOver = encounter?.status === 'finished';
  usePayActions({ desk, bill, isOver, explain, onNext });
  if (error !== null && bill === undefined) {
    return (
      <div className="till-problem">
        <h2 className="fig">{t.unclearTitle}</h2>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (patient === undefined || bill === undefined) return <Loading />;
  return (
    <>
      <PatientBanner
        patient={patient}
        isAdministrative
        cover={<Cover cover={covers.data?.items[0]} />}
        extra={
          <span className="sec nw">
            {t.visit} <b>{placeOf(encounter)}</b>
          </span>
        }
      />
      <div className="work till-work">
        <BillPanel
          bill={bill}
          isExplained={isExplained}
          onExplainAll={explain}
          hasPrintKey={desk.till.taken === undefined}
          onPrint={() => void desk.till.print.statement(id)}
        />
        <PayPanel desk={desk} bill={bill} />
      </div>
      {desk.dialog !== undefined && <MoneyDialog desk={desk} bill={bill} kind={desk.dialog} />}
    </>
  );
}
