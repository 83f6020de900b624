import './referral.css';
import {
  type Action,
  type Cursors,
  Empty,
  ErrorNote,
  isOutcomeError,
  Loading,
  Note,
  PageTurner,
  Panel,
  type Scan,
  SelectField,
  showToast,
  Tabs,
  useActions,
  useCursors,
  usePrint,
  useRecord,
  useScan,
  useSession,
  useTexts,
  valuesIn,
} from '@lienmach/ui';
import { IconBuildingHospital, IconPackageExport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { isReferralState, type ReferralState, referralStates } from '../rules/referral-task.ts';
import { ChooseDialog } from './choose-dialog.tsx';
import { DeskGrid } from './desk-grid.tsx';
import { LaboratoryDialog } from './laboratory-dialog.tsx';
import { LinePanel } from './line-panel.tsx';
import { SendDialog } from './send-dialog.tsx';
import { texts } from './texts.ts';
import { type DeskQuestion, deskKey, PAGE, type ShownDesk, type ShownReferral, useReferralDesk } from './use-desk.ts';

const toGrid = (): void => document.querySelector<HTMLElement>('.referral .grid')?.focus();
const whole: DeskQuestion = { state: 'to-send', laboratory: '' };

/** nobody has said where the tests of this tube go */
const isWhere = (thrown: unknown): boolean =>
  isOutcomeError(thrown) && thrown.fieldErrors({ laboratory: 'laboratory' }).laboratory !== undefined;

/** A scanned tube is listed; where nobody knows where it goes, it is asked. */
function useScannedTubes(hasLaboratory: boolean) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<string>();
  const [error, setError] = useState<unknown>();
  useScan(['tube', 'code'], async ({ value }: Scan) => {
    setError(undefined);
    try {
      const answer = await operation<Parameters>('$refer-specimen', 'Task', { number: value });
      void queries.invalidateQueries({ queryKey: deskKey });
      const said = t.scanned(value, valuesIn(answer, 'task').length);
      showToast(said);
      return said;
    } catch (thrown) {
      if (hasLaboratory && isWhere(thrown)) setAsked(value);
      else setError(thrown);
      return true;
    }
  });
  return { asked, error, close: () => setAsked(undefined) };
}

interface ListProps {
  readonly desk: ShownDesk;
  readonly cursors: Cursors<DeskQuestion>;
  readonly isTurning: boolean;
  readonly selected: string | undefined;
  readonly onSelect: (line: ShownReferral) => void;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (line: ShownReferral) => void;
}

function DeskList({ desk, cursors, isTurning, ...lines }: ListProps) {
  const t = useTexts(texts);
  const { question, ask, page, turn } = cursors;
  return (
    <Tabs
      label={t.desk}
      value={question.state}
      onChange={(state) => isReferralState(state) && ask({ ...question, state })}
      tabs={referralStates.map((id) => ({ id, label: t.states[id], count: desk.count[id] }))}
      actions={
        desk.laboratories.length > 1 && (
          <SelectField
            label={t.laboratory}
            name="referral-laboratory"
            value={question.laboratory}
            placeholder={t.everyLaboratory}
            options={desk.laboratories.map(({ reference, name }) => ({ value: reference, label: name }))}
            onChange={(laboratory) => ask({ ...question, laboratory })}
          />
        )
      }
    >
      <DeskGrid state={question.state} lines={desk.lines} isBare={desk.laboratories.length === 0} {...lines} />
      {(page > 0 || desk.next !== undefined) && (
        <PageTurner
          page={page}
          size={PAGE}
          shown={desk.lines.length}
          total={desk.count[question.state]}
          hasNext={desk.next !== undefined}
          isTurning={isTurning}
          onTurn={(by) => turn(by, desk.next)}
        />
      )}
    </Tabs>
  );
}

/** which lines are ticked, and whether they are one box */
function useTicks(lines: readonly ShownReferral[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = lines.filter(({ task }) => ticked.has(task));
  const tick = ({ task }: ShownReferral): void =>
    setTicked((before) =>
      before.has(task) ? new Set([...before].filter((one) => one !== task)) : new Set([...before, task]),
    );
  const tickAll = (laboratory: string): void =>
    setTicked(new Set(lines.filter((line) => line.laboratory === laboratory).map(({ task }) => task)));
  const isOneBox = new Set(chosen.map(({ laboratory }) => laboratory)).size === 1;
  return { ticked, chosen, tick, tickAll, isOneBox, clear: () => setTicked(new Set()) };
}

interface DeskKeys {
  readonly state: ReferralState;
  readonly line: ShownReferral | undefined;
  readonly ticks: ReturnType<typeof useTicks>;
  readonly desk: ShownDesk | undefined;
  readonly show: (what: 'send' | 'laboratories') => void;
  readonly ask: (state: ReferralState) => void;
}

function useDeskKeys({ state, line, ticks, desk, show, ask }: DeskKeys) {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const late = (desk?.lines ?? []).filter(({ hoursLeft }) => hoursLeft !== undefined && hoursLeft < 0).length;
  const sending: Action[] =
    state === 'to-send'
      ? [
          { key: 'Alt+A', label: t.tickAll, at: 'hidden', run: () => ticks.tickAll(line?.laboratory ?? '') },
          {
            key: 'Ctrl+Enter',
            label: t.send,
            icon: IconPackageExport,
            isPrimary: true,
            isDisabled: !ticks.isOneBox,
            run: () => show('send'),
          },
        ]
      : [];
  useActions(
    [
      { key: 'Ctrl+1', label: t.toList, at: 'hidden', run: toGrid },
      ...referralStates.map((one, index) => ({
        key: `Alt+${index + 1}`,
        label: t.states[one],
        at: 'hidden' as const,
        run: () => ask(one),
      })),
      ...(hasRole('lab-head')
        ? [{ key: 'Alt+L', label: t.addLaboratory, icon: IconBuildingHospital, run: () => show('laboratories') }]
        : []),
      ...sending,
    ],
    {
      text: t.status(desk?.count['to-send'] ?? 0, state === 'sent' ? late : 0),
      tone: state === 'sent' && late > 0 ? 'bad' : 'ok',
    },
  );
}

/** Specimens for other laboratories: what waits to be sent, what is out and how late, what came back. */
export function DeskScreen() {
  const t = useTexts(texts);
  const cursors = useCursors(whole);
  const { question, ask, cursor } = cursors;
  const { data: desk, error, refetch, isPlaceholderData } = useReferralDesk(question, cursor);
  const [selected, setSelected] = useState<string>();
  const [shown, show] = useState<'send' | 'laboratories'>();
  const printing = usePrint();
  const open = (desk?.laboratories ?? []).filter(({ isActive }) => isActive);
  const tubes = useScannedTubes(open.length > 0);
  const lines = desk?.lines ?? [];
  const ticks = useTicks(lines);
  const line = lines.find(({ task }) => task === selected) ?? lines[0];
  const go = (state: ReferralState): void => {
    ticks.clear();
    ask({ ...question, state });
  };
  useDeskKeys({ state: question.state, line, ticks, desk, show, ask: go });
  if (error !== null && desk === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (desk === undefined) return <Loading />;
  const close = (): void => show(undefined);
  const onSent = (task: string): void => {
    close();
    ticks.clear();
    void printing.print({ form: 'PGM', at: task });
  };
  return (
    <div className="work referral">
      <Panel title={t.desk} isTitleHidden isPadded={false}>
        <div className="stack referral-list">
          {tubes.error !== undefined && <ErrorNote error={tubes.error} />}
          {ticks.chosen.length > 0 && !ticks.isOneBox && <Note tone="warn" title={t.oneLaboratory} />}
          <DeskList
            desk={desk}
            cursors={{ ...cursors, ask: (next) => (next.state === question.state ? ask(next) : go(next.state)) }}
            isTurning={isPlaceholderData}
            selected={line?.task}
            onSelect={({ task }) => setSelected(task)}
            ticked={ticks.ticked}
            onTick={ticks.tick}
          />
        </div>
      </Panel>
      <div className="stack referral-side">
        {line === undefined ? (
          <Panel title={t.detail} grow={1}>
            <Empty title={t.choose} />
          </Panel>
        ) : (
          <LinePanel
            key={line.task}
            line={line}
            laboratory={desk.laboratories.find(({ reference }) => reference === line.laboratory)}
          />
        )}
      </div>
      {shown === 'send' && ticks.isOneBox && <SendDialog lines={ticks.chosen} onClose={close} onSent={onSent} />}
      {shown === 'laboratories' && <LaboratoryDialog laboratories={desk.laboratories} onClose={close} />}
      {tubes.asked !== undefined && <ChooseDialog number={tubes.asked} laboratories={open} onClose={tubes.close} />}
      {printing.view}
    </div>
  );
}
