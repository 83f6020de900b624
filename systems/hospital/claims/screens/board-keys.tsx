import { formatMoney, formatNumber, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { Board, BoardLine } from './use-board.ts';

/** states whose claims the insurer has not got */
const here: readonly string[] = ['blocked', 'ready', 'locked', 'queued', 'refused'];
const taken: readonly string[] = ['sent', 'reviewed', 'rejected'];

/** undefined: nothing was counted yet */
function sumOf(lines: readonly BoardLine[], amount: 'insurerPart' | 'atRisk'): number | undefined {
  const amounts = lines.flatMap((line) => line[amount] ?? []);
  return amounts.length === 0 ? undefined : amounts.reduce((sum, one) => sum + one, 0);
}

function Key({ name, value, isBad }: { readonly name: string; readonly value: string; readonly isBad?: boolean }) {
  return (
    <div className="claims-key" data-bad={isBad || undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The month in four figures. */
export function Keys({ board }: { readonly board: Board }) {
  const t = useTexts(texts);
  const money = (amount: number | undefined): string =>
    amount === undefined ? t.notCounted : formatMoney(Math.round(amount));
  const of = (states: readonly string[]) => board.state.filter(({ code }) => states.includes(code));
  const sum = (states: readonly string[], amount: 'insurerPart' | 'atRisk'): number | undefined =>
    board.counted === board.total ? (sumOf(of(states), amount) ?? 0) : sumOf(of(states), amount);
  const atRisk = sum(here, 'atRisk');
  const asked = sum([...here, ...taken], 'insurerPart');
  const takenCount = of(taken).reduce((sum, { claims }) => sum + claims, 0);
  return (
    <dl className="claims-keys">
      <Key name={t.kpi.total} value={formatNumber(board.total)} />
      <Key name={t.kpi.asked} value={money(asked)} />
      <Key name={t.kpi.taken} value={`${formatNumber(takenCount)} ${t.kpi.claims}`} />
      <Key name={t.kpi.atRisk} value={money(atRisk)} isBad={(atRisk ?? 0) > 0} />
    </dl>
  );
}
