import './quality.css';
import {
  Empty,
  ErrorNote,
  formatNumber,
  Loading,
  Note,
  Panel,
  SelectField,
  StatusChip,
  showToast,
  TimeField,
  today,
  useActions,
  useDraft,
  useTexts,
  useVerb,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconChartLine, IconDeviceFloppy } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { type KeyboardEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { readDecimal } from '../rules/read-decimal.ts';
import { zScore } from '../rules/westgard.ts';
import { stateTones } from './lines-list.tsx';
import { texts } from './texts.ts';
import {
  boardKey,
  chartKey,
  type ShownBoard,
  type ShownControl,
  type ShownLine,
  useQualityBoard,
  wholeBoard,
} from './use-quality.ts';

/** one field to fill in: an indicator at one level */
interface RunRow {
  readonly id: string;
  readonly line: ShownLine;
  readonly control: ShownControl;
}

interface Judged {
  readonly value: string;
  readonly state: string;
  readonly rules: readonly string[];
}

const rowsOf = (board: ShownBoard, instrument: string): RunRow[] =>
  board.lines
    .filter((line) => line.instrument === instrument)
    .flatMap((line) =>
      line.control.map((control) => ({ id: `${line.id}^${control.lot}^${control.level}`, line, control })),
    );

/** ↑ ↓ go through the values; Enter goes on by itself */
function onArrow(event: KeyboardEvent<HTMLInputElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('.qc-value') ?? [])];
  all[all.indexOf(event.currentTarget) + by]?.focus();
  event.preventDefault();
}

const signed = (z: number): string => `${z > 0 ? '+' : ''}${formatNumber(Number(z.toFixed(2)))}`;
/** what one measurement says by itself, before it is saved; the other rules need those before it */
const toneOf = (z: number): string => (Math.abs(z) > 3 ? 'hi' : Math.abs(z) > 2 ? 'qc-warn' : 'ok');

interface RowProps {
  readonly row: RunRow;
  readonly typed: string;
  readonly judged: Judged | undefined;
  readonly onType: (text: string) => void;
}

function Row({ row, typed, judged, onType }: RowProps) {
  const t = useTexts(texts);
  const { line, control } = row;
  const value = readDecimal(typed);
  const isBad = typed.trim() !== '' && value === undefined;
  const z = value === undefined ? undefined : zScore(value, control.mean, control.sd);
  const limit = (times: number): string => formatNumber(Number((control.mean + times * control.sd).toPrecision(6)));
  return (
    <tr>
      <th scope="row">
        {line.name}
        {control.isParallel && <span className="mut s"> · {t.parallel}</span>}
      </th>
      <td className="n">{control.level}</td>
      <td className="n qc-wide">{control.lot}</td>
      <td className="n r sec">
        {limit(-2)}–{limit(2)}
      </td>
      <td className="qc-cell">
        <input
          className="input n qc-value"
          name={`value-${line.indicator}-${control.level}-${control.lot}`}
          aria-label={[
            t.valueOf(line.name, control.level, control.unit),
            ...(control.isParallel ? [`${t.lot(control.lot)} ${t.parallel}`] : []),
          ].join(', ')}
          aria-invalid={isBad}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={onArrow}
        />
      </td>
      <td className="sec qc-wide">{control.unit}</td>
      <td className={`n r ${z === undefined ? '' : toneOf(z)}`}>{z === undefined ? '' : signed(z)}</td>
      <td className="qc-state">
        {isBad && <span className="hi">{t.notNumber}</span>}
        {judged !== undefined && (
          <span className="row">
            <b className="n">{judged.value}</b>
            <StatusChip tone={stateTones[judged.state] ?? 'neutral'}>
              {[t.states[judged.state] ?? judged.state, ...judged.rules].join(' ')}
            </StatusChip>
          </span>
        )}
      </td>
    </tr>
  );
}

const judgedOf = (answer: Parameters, typed: readonly string[]): Judged[] =>
  valuesIn<Parameters>(answer, 'result').map((part, index) => ({
    value: typed[index] ?? '',
    state: valueIn<string>(part, 'state') ?? '',
    rules: valuesIn<string>(part, 'rule'),
  }));

function useRun(instrument: string, rows: readonly RunRow[]) {
  const t = useTexts(texts);
  const verb = useVerb(boardKey, chartKey);
  const [typed, setTyped, forget] = useDraft<Readonly<Record<string, string>>>(`lab-quality.run.${instrument}`, {});
  const [judged, setJudged] = useState<Readonly<Record<string, Judged>>>({});
  const [held, setHeld] = useState(0);
  const filled = rows
    .filter(({ id }) => (typed[id] ?? '').trim() !== '')
    .toSorted((a, b) => a.control.level.localeCompare(b.control.level));
  return {
    typed,
    judged,
    held,
    filled,
    verb,
    type(id: string, text: string): void {
      setTyped((before) => ({ ...before, [id]: text }));
    },
    async save(time: string | undefined): Promise<void> {
      const value = filled.map(({ id, line, control }) => ({
        lot: control.lot,
        level: control.level,
        indicator: { valueCode: line.indicator },
        value: typed[id] ?? '',
      }));
      const at = time === undefined ? {} : { at: { valueDateTime: `${today()}T${time}:00+07:00` } };
      const answer = await verb.run<Parameters>('$record-control-run', 'Observation', { instrument, value, ...at });
      if (answer === undefined || answer === true) return;
      const results = judgedOf(
        answer,
        filled.map(({ id }) => typed[id] ?? ''),
      );
      setJudged(Object.fromEntries(filled.flatMap(({ id }, index) => (results[index] ? [[id, results[index]]] : []))));
      setHeld(valuesIn<Parameters>(answer, 'result').filter((part) => valueIn(part, 'hold') !== undefined).length);
      forget();
      showToast(t.runSaved(filled.length));
    },
  };
}

function RunTable({ rows, run }: { readonly rows: readonly RunRow[]; readonly run: ReturnType<typeof useRun> }) {
  const t = useTexts(texts);
  return (
    <table className="qc-run">
      <thead>
        <tr>
          <th scope="col">{t.heads.indicator}</th>
          <th scope="col">{t.heads.level}</th>
          <th scope="col" className="qc-wide">
            {t.heads.lot}
          </th>
          <th scope="col" className="r">
            {t.heads.range}
          </th>
          <th scope="col">{t.heads.value}</th>
          <th scope="col" className="qc-wide">
            {t.unit}
          </th>
          <th scope="col" className="r">
            {t.heads.z}
          </th>
          <th scope="col">{t.heads.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            typed={run.typed[row.id] ?? ''}
            judged={run.judged[row.id]}
            onType={(text) => run.type(row.id, text)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** All lines of one machine; of the first one while none was chosen. */
function useOneMachine(asked: string) {
  const first = useQualityBoard(wholeBoard);
  const machines = first.data?.machines ?? [];
  const instrument = machines.includes(asked) ? asked : (machines[0] ?? '');
  const one = useQualityBoard({ instrument, text: '' }, undefined, true);
  return [one, machines] as const;
}

/** One run of controls on one instrument, typed; judged when it is saved. */
export function RunScreen() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('instrument') ?? '';
  const [{ data: board, error, refetch }, instruments] = useOneMachine(asked);
  const instrument = instruments.includes(asked) ? asked : (instruments[0] ?? '');
  const rows = board === undefined ? [] : rowsOf(board, instrument);
  const run = useRun(instrument, rows);
  const [time, setTime] = useState<string>();
  const { filled, verb, held } = run;
  useActions(
    [
      { key: 'Alt+B', label: t.toBoard, icon: IconChartLine, run: () => void navigate(`/lab-quality/control`) },
      {
        key: 'Ctrl+S',
        label: t.runSave,
        icon: IconDeviceFloppy,
        isPrimary: true,
        isDisabled: filled.length === 0 || verb.isBusy,
        run: () => void run.save(time),
      },
    ],
    filled.length > 0 ? { text: t.runDirty(filled.length), tone: 'warn' } : { text: '' },
  );
  if (error !== null && board === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (board === undefined) return <Loading />;
  return (
    <div className="work qc-run-work">
      <Panel title={t.runTitle} hint={instrument} isPadded={false}>
        <div className="fields qc-run-head" data-form>
          <SelectField
            name="instrument"
            label={t.instrument}
            span={3}
            value={instrument}
            onChange={(next) => setQuery({ instrument: next }, { replace: true })}
            options={instruments.map((value) => ({ value, label: value }))}
          />
          <TimeField name="time" label={t.runAt} span={3} hint={t.runAtHint} value={time} onChange={setTime} />
        </div>
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        {held > 0 && <Note tone="bad" title={t.runHeld(held)} />}
        {rows.length === 0 ? <Empty title={t.runEmpty} hint={t.runEmptyHint} /> : <RunTable rows={rows} run={run} />}
      </Panel>
    </div>
  );
}
