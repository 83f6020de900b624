import { codeSystems } from '@lienmach/core';
import { formatDate, formatDateTime, formatNumber, formatTime, Note, Panel, useSearch, useTexts } from '@lienmach/ui';
import { IconBellRinging } from '@tabler/icons-react';
import type { Observation, Task } from 'fhir/r4';
import { benchTexts } from './bench-texts.ts';
import { CallPanel, criticalText, indicatorName } from './call-panel.tsx';
import type { LineNow } from './sheet-grid.tsx';
import { usePatientCalls } from './use-calls.ts';
import type { OpenSheet, SheetLine } from './use-sheet.ts';

const flagOf = (result: Observation): string => result.interpretation?.[0]?.coding?.[0]?.code ?? '';
const looks: Readonly<Record<string, string>> = { H: 'hi', HH: 'hi', L: 'lo', LL: 'hi' };

function History({ line, patient }: { readonly line: SheetLine; readonly patient: string }) {
  const t = useTexts(benchTexts);
  const found = useSearch('Observation', {
    patient: `Patient/${patient}`,
    code: `${codeSystems.labIndicator}|${line.code}`,
    status: 'final,corrected,amended',
    _sort: '-date',
    _count: 8,
  });
  const items = found.data?.items ?? [];
  return (
    <Panel title={t.history(line.name)} hint={line.unit}>
      {items.length === 0 ? (
        <p className="mut">{t.noHistory}</p>
      ) : (
        <dl className="kv side-history">
          {items.map((result) => (
            <div key={result.id}>
              <dt className="n">{formatDate(result.effectiveDateTime)}</dt>
              <dd className={`n ${looks[flagOf(result)] ?? ''}`}>
                {result.valueQuantity?.comparator}
                {formatNumber(result.valueQuantity?.value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

const outputOf = (task: Task, text: string): string =>
  task.output?.find(({ type }) => type.text === text)?.valueString ?? '';

function ToldCalls({ calls, lines }: { readonly calls: readonly Task[]; readonly lines: readonly SheetLine[] }) {
  const t = useTexts(benchTexts);
  if (calls.length === 0) return null;
  return (
    <Panel title={t.calls}>
      <ul className="side-calls">
        {calls.map((task) => (
          <li key={task.id}>
            <span className="n sec">{formatDateTime(task.authoredOn)}</span>
            <div>
              {indicatorName(task, lines)} <b className="hi n">{criticalText(task)}</b>
            </div>
            <div className="s sec">
              {t.callLine(outputOf(task, 'Người được báo'), formatTime(task.executionPeriod?.start))}
              {task.businessStatus !== undefined && task.businessStatus.coding === undefined && (
                <b className="hi"> · {t.callLate}</b>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface SheetSideProps {
  readonly open: OpenSheet;
  readonly lines: readonly LineNow[];
  readonly calls: readonly Task[];
  readonly focused: SheetLine | undefined;
}

/** Right of the sheet: the call that has to be made, else the past of the value in hand. */
export function SheetSide({ open, lines, calls, focused }: SheetSideProps) {
  const t = useTexts(benchTexts);
  const all = usePatientCalls(open.patient.id ?? '');
  const told = all.filter(({ status }) => status === 'completed');
  const [first, ...others] = calls;
  const alarm = lines.find(
    ({ isAlarm, line }) =>
      isAlarm &&
      !all.some(({ focus }) => focus?.reference?.endsWith(`.${line.code.replace('#', '-abs').replace('%', '-pct')}`)),
  );
  const shown = focused ?? open.sheet.lines[0];
  return (
    <div className="stack sheet-side">
      {first !== undefined && (
        <CallPanel
          key={first.id}
          task={first}
          more={others.length}
          lines={open.sheet.lines}
          who={open.order.requester?.display}
        />
      )}
      {first === undefined && alarm !== undefined && (
        <Note
          tone="bad"
          icon={IconBellRinging}
          title={alarm.isDirty ? t.saveToCall(alarm.line.name) : t.opening(alarm.line.name)}
        />
      )}
      {shown !== undefined && <History line={shown} patient={open.patient.id ?? ''} />}
      <ToldCalls calls={told} lines={open.sheet.lines} />
    </div>
  );
}
