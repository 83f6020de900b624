import './cashier.css';
import './taken.css';
import { type BarState, Empty, formatMoney, showToast, useActions, useScan, useTexts } from '@lienmach/ui';
import { IconPlayerSkipForward } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { LinePanel } from './line-panel.tsx';
import { texts } from './texts.ts';
import { useFindVisit } from './use-find-visit.ts';
import { type CashierLine, type LineEntry, useLine } from './use-line.ts';
import { useShift } from './use-shift.ts';
import { VisitView } from './visit-view.tsx';

/** who stands after the open one among those who owe; at the end it begins anew */
function nextDue(line: CashierLine | undefined, open: string | undefined): LineEntry | undefined {
  const due = (line?.entries ?? []).filter(({ state }) => state === 'due');
  const at = due.findIndex(({ encounter }) => encounter === open);
  return due[at + 1] ?? due.find(({ encounter }) => encounter !== open);
}

function useBarState(): BarState {
  const t = useTexts(texts);
  const { data } = useShift();
  if (data === undefined) return { text: '' };
  if (data.shift === undefined) return { text: t.noShift, tone: 'warn' };
  return { text: t.shiftBar(data.receipts, formatMoney(data.expectedCash), formatMoney(data.transfer)), tone: 'quiet' };
}

/** The cashier's window: list left, one visit in the middle, the money right. */
export function CashierScreen() {
  const t = useTexts(texts);
  const { encounter } = useParams();
  const navigate = useNavigate();
  const line = useLine();
  const find = useFindVisit();
  const open = (id: string): void => void navigate(`/payments/cashier/${id}`);
  useScan(['payment', 'visit', 'patient', 'insurance-card', 'identity-card'], async (scan) => {
    const found = await find(scan, line.data ?? (await line.refetch()).data);
    if (found === undefined) return t.notFound;
    open(found.encounter);
    return found.name;
  });
  const openNext = (): void => {
    const next = nextDue(line.data, encounter);
    if (next === undefined) showToast(t.nobodyDue);
    else open(next.encounter);
  };
  useActions(
    [
      ...(encounter === undefined
        ? [{ key: 'F6', label: t.next, icon: IconPlayerSkipForward, isPrimary: true, run: openNext }]
        : []),
      {
        key: 'Ctrl+1',
        label: t.toLine,
        at: 'hidden',
        run: () => document.querySelector<HTMLElement>('.line-open[aria-current], .line-open')?.focus(),
      },
    ],
    useBarState(),
  );
  return (
    <div className="till">
      <LinePanel line={line} open={encounter} onOpen={(entry) => open(entry.encounter)} />
      <div className="till-visit" data-empty={encounter === undefined || undefined}>
        {encounter === undefined ? (
          <Empty title={t.chooseTitle} hint={t.chooseHint} />
        ) : (
          <VisitView key={encounter} id={encounter} onNext={openNext} />
        )}
      </div>
    </div>
  );
}
