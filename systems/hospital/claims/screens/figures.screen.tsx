import './claims.css';
import './claims-narrow.css';
import {
  Empty,
  ErrorNote,
  formatDateTime,
  formatNumber,
  Loading,
  recordKey,
  SelectField,
  useActions,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconRefresh } from '@tabler/icons-react';
import { FiguresPanel, withShares } from './figures-panel.tsx';
import { useRuleText } from './rule-words.ts';
import { texts } from './texts.ts';
import { type BoardLine, shownMonth, useBoard, useMonth } from './use-board.ts';

/** Where the đồng at risk of a month come from: rules, departments, doctors. */
export function FiguresScreen() {
  const t = useTexts(texts);
  const textOf = useRuleText();
  const { month, months, choose } = useMonth();
  const { data: board, error, refetch } = useBoard(month);
  const verb = useVerb(recordKey('Claim', 'board'));
  const isBackground = board !== undefined && board.counting !== 'at-once';
  const time = board?.countedAt === undefined ? t.notCounted : t.countedAt(formatDateTime(board.countedAt));
  useActions(
    [
      {
        key: 'Alt+K',
        label: t.chooseMonth,
        at: 'hidden',
        run: () => document.querySelector<HTMLElement>('[name=month]')?.focus(),
      },
      ...(isBackground
        ? [
            {
              key: 'Alt+R',
              label: t.countAgain,
              icon: IconRefresh,
              isPrimary: true,
              isDisabled: board.counting === 'under-way' || verb.isBusy,
              run: () => void verb.run('$count-claims', 'Claim', { month }),
            },
          ]
        : []),
    ],
    board?.counting === 'under-way' ? { text: t.counting, tone: 'warn' } : { text: time },
  );
  if (error !== null && board === undefined)
    return (
      <div className="claims-problem">
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (board === undefined) return <Loading />;
  const named = ({ code, name }: BoardLine): string => name ?? (code === '-' ? t.unknown : code);
  return (
    <div className="claims-board">
      <div className="claims-top claims-figures-top">
        <p className="sec grow">
          {t.figuresHint}{' '}
          {board.counted !== board.total && t.partial(formatNumber(board.counted), formatNumber(board.total))}
        </p>
        <div className="claims-month">
          <SelectField
            name="month"
            label={t.month}
            value={month}
            onChange={(next) => choose({ month: next })}
            options={months.map((one) => ({ value: one, label: shownMonth(one) }))}
          />
        </div>
      </div>
      {board.counted === 0 ? (
        <Empty title={t.noFigures} hint={board.total === 0 ? t.emptyMonthHint : t.noFiguresHint} />
      ) : (
        <div className="work claims-figures">
          <FiguresPanel
            title={t.figures.rule}
            lines={withShares(board.rule, ({ code }) => `${code} ${textOf(code)}`)}
            hasAsked={false}
          />
          <div className="stack">
            <FiguresPanel title={t.figures.department} lines={withShares(board.department, named)} hasAsked />
            <FiguresPanel title={t.figures.doctor} lines={withShares(board.doctor, named)} hasAsked />
          </div>
        </div>
      )}
    </div>
  );
}
