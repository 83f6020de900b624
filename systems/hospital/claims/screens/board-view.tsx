import {
  Button,
  Empty,
  ErrorNote,
  formatDateTime,
  formatNumber,
  Kbd,
  Loading,
  Note,
  Panel,
  recordKey,
  SelectField,
  useActions,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconLock, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { claimStates } from '../rules/stored-claim.ts';
import { Keys } from './board-keys.tsx';
import { RuleLines, StateLines } from './board-lines.tsx';
import { ClaimList } from './claim-list.tsx';
import { texts } from './texts.ts';
import { type Board, shownMonth, useBoard, useMonth } from './use-board.ts';
import { useLockClean } from './use-lock-clean.ts';

/** A large month is counted once by itself, and again when somebody asks. */
function useCount(month: string, board: Board | undefined) {
  const verb = useVerb(recordKey('Claim', 'board'));
  const count = (): void => void verb.run('$count-claims', 'Claim', { month });
  const isNeeded = board?.counting === 'idle' && board.countedAt === undefined;
  const asked = useRef('');
  useEffect(() => {
    if (!isNeeded || asked.current === month) return;
    asked.current = month;
    count();
  });
  return count;
}

function useBoardActions(board: Board | undefined, count: () => void, lockClean: () => void): void {
  const t = useTexts(texts);
  const { state, choose } = useMonth();
  const ready = board?.state.find(({ code }) => code === 'ready')?.claims ?? 0;
  const time = board?.countedAt === undefined ? t.notCounted : t.countedAt(formatDateTime(board.countedAt));
  useActions(
    [
      ...claimStates.map((code, at) => ({
        key: `Alt+${at + 1}`,
        label: t.states[code] ?? code,
        at: 'hidden' as const,
        isDisabled: code === state,
        run: () => choose({ state: code }),
      })),
      {
        key: 'Alt+K',
        label: t.chooseMonth,
        at: 'hidden',
        run: () => document.querySelector<HTMLElement>('[name=month]')?.focus(),
      },
      ...(board === undefined || board.counting === 'at-once'
        ? []
        : [
            {
              key: 'Alt+R',
              label: t.countAgain,
              icon: IconRefresh,
              isDisabled: board.counting === 'under-way',
              run: count,
            },
          ]),
      {
        key: 'Ctrl+E',
        label: t.lockClean,
        icon: IconLock,
        isPrimary: true,
        isDisabled: ready === 0,
        run: lockClean,
      },
    ],
    board?.counting === 'under-way' ? { text: t.counting, tone: 'warn' } : { text: time },
  );
}

/** A month of claims: four figures, where they stand, what they break, and the list of one state by đồng. */
export function BoardView() {
  const t = useTexts(texts);
  const { month, months, state, choose } = useMonth();
  const { data: board, error, refetch } = useBoard(month);
  const clean = useLockClean(month);
  useBoardActions(board, useCount(month, board), () => void clean.run());
  const monthField = (
    <SelectField
      name="month"
      label={t.month}
      value={month}
      onChange={(next) => choose({ month: next })}
      options={months.map((one) => ({ value: one, label: shownMonth(one) }))}
    />
  );
  if (error !== null && board === undefined)
    return (
      <div className="claims-problem">
        {monthField}
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (board === undefined) return <Loading />;
  return (
    <div className="claims-board">
      <div className="claims-top">
        <Keys board={board} />
        <div className="claims-month">{monthField}</div>
      </div>
      {clean.error !== undefined && <ErrorNote error={clean.error} />}
      {clean.done !== undefined && (
        <div className="claims-note">
          <Note tone="ok" title={t.lockedMany(formatNumber(clean.done.locked), formatNumber(clean.done.passed))} />
        </div>
      )}
      {board.total === 0 ? (
        <div className="claims-empty">
          <Panel title={t.monthOf(shownMonth(month))}>
            <Empty
              title={t.emptyMonth}
              hint={t.emptyMonthHint}
              action={
                <Button keyHint="Alt+K" onClick={() => document.querySelector<HTMLElement>('[name=month]')?.focus()}>
                  {t.chooseMonth}
                </Button>
              }
            />
          </Panel>
        </div>
      ) : (
        <div className="work claims-work">
          <div className="stack">
            <Panel title={t.statesTitle} hint={t.heads.atRisk} isPadded={false} actions={<Kbd>{'Alt+1…9'}</Kbd>}>
              <StateLines board={board} state={state} onChoose={(next) => choose({ state: next })} />
            </Panel>
            <Panel title={t.rulesTitle} hint={t.byMoney} isPadded={false} grow={1}>
              <RuleLines board={board} />
            </Panel>
          </div>
          <ClaimList key={`${month}.${state}`} month={month} state={state} />
        </div>
      )}
    </div>
  );
}
