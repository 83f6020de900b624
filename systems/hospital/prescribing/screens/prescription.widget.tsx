import './prescription.css';
import {
  AlertPanel,
  Button,
  CodePicker,
  Empty,
  ErrorNote,
  formatDate,
  Loading,
  Note,
  TextField,
  useActions,
  usePrint,
  useRead,
  useRecord,
  useTexts,
  type WidgetProps,
} from '@lienmach/ui';
import { IconHistory, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { ageInMonths, CHILD_MONTHS } from '../rules/child-months.ts';
import { dayTimes } from '../rules/dose-grid.ts';
import { type DoseWords, readDoseWords } from '../rules/read-dose-words.ts';
import { BeforeDialog, withBefore } from './before-dialog.tsx';
import { DrugRow, dongOf } from './drug-row.tsx';
import { costOf, newLine } from './grid-line.ts';
import { shownAlerts } from './prescription-alerts.ts';
import { texts } from './texts.ts';
import { findDrugs, useDrugs } from './use-drugs.ts';
import { type Prescription, usePrescription } from './use-prescription.ts';

const focusBox = (key: string, name: string): void =>
  void setTimeout(() => document.querySelector<HTMLElement>(`tr[data-row="${key}"] [data-box="${name}"]`)?.focus(), 30);

/** The new row: a drug by its name, with or without its dose. */
function NewDrug({ prescription }: { readonly prescription: Prescription }) {
  const t = useTexts(texts);
  const record = useRecord();
  const words = useRef<DoseWords>({ drug: '', boxes: {} });
  const [shown, setShown] = useState<DoseWords>();
  const hint = [
    shown?.perDose === undefined ? '' : t.understood(shown.perDose, shown.times ?? 0),
    shown?.days === undefined ? '' : t.understoodDays(shown.days),
  ].filter(Boolean);
  return (
    <div className="rx-new" data-understood={hint.length > 0 || undefined}>
      <CodePicker
        label={t.add}
        value={undefined}
        placeholder={t.addHint}
        hint={hint.length === 0 ? undefined : hint.join(', ')}
        isAdding
        isCodeHidden
        search={(text) => {
          words.current = readDoseWords(text);
          setShown(words.current);
          return findDrugs(record, words.current.drug);
        }}
        onChange={(choice) => {
          if (choice === undefined) return;
          const line = newLine(choice.code, choice.display, words.current);
          prescription.setLines([...prescription.lines, line]);
          setShown(undefined);
          const isDosed = dayTimes.some((time) => line[time] !== '');
          if (!isDosed) focusBox(line.key, 'morning');
          else if (line.days === '') focusBox(line.key, 'days');
        }}
      />
    </div>
  );
}

function Grid({ prescription, isClosed }: { readonly prescription: Prescription; readonly isClosed: boolean }) {
  const t = useTexts(texts);
  const { lines, setLines, alerts } = prescription;
  const drugs = useDrugs(lines.map(({ drug }) => drug));
  const costs = lines.flatMap((line) => costOf(line, drugs.get(line.drug)?.properties.price) ?? []);
  const [first] = prescription.issued;
  const code = prescription.codes.join(', ');
  return (
    <>
      <div className="rx-scroll">
        <table className="rx">
          <thead>
            <tr>
              <th aria-label="#" />
              <th>{t.drug}</th>
              {dayTimes.map((time) => (
                <th key={time} className="c">
                  {t[time]}
                </th>
              ))}
              <th className="r">{t.days}</th>
              <th className="r">{t.quantity}</th>
              <th className="r">{t.price}</th>
              <th aria-label={t.remove('')} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <DrugRow
                key={line.key}
                line={line}
                number={index + 1}
                facts={drugs.get(line.drug)}
                alerts={alerts.filter(({ row }) => row === line.key)}
                isClosed={isClosed}
                onChange={(next) => setLines(lines.map((one) => (one.key === line.key ? next : one)))}
                onRemove={() => setLines(lines.filter((one) => one.key !== line.key))}
              />
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <Empty title={t.empty} hint={isClosed ? t.closed : t.emptyHint} />}
      </div>
      <datalist id="rx-timings">
        {t.timings.map((timing) => (
          <option key={timing} value={timing} />
        ))}
      </datalist>
      <dl className="rx-foot">
        <div>
          <dt className="s">{t.total}</dt>
          <dd className="n">{dongOf(costs.reduce((sum, one) => sum + one, 0n))} đ</dd>
        </div>
        <div>
          <dt className="s">{t.national}</dt>
          {code === '' || prescription.isDirty ? (
            <dd className="rx-wait">{code === '' ? t.notIssued : t.changedSince}</dd>
          ) : (
            <dd className="n">
              {code}{' '}
              <span className="s sec rx-valid">
                {t.validUntil} {formatDate(first?.dispenseRequest?.validityPeriod?.end)}
              </span>
            </dd>
          )}
        </div>
      </dl>
    </>
  );
}

function Extras({
  prescription,
  patient,
  isClosed,
}: {
  readonly prescription: Prescription;
  readonly patient: string;
  readonly isClosed: boolean;
}) {
  const t = useTexts(texts);
  const birth = useRead('Patient', patient).data?.birthDate;
  const isChild = birth !== undefined && ageInMonths(birth, new Date().toISOString().slice(0, 10)) < CHILD_MONTHS;
  const { draft, change, advice } = prescription;
  return (
    <div className="fields rx-extras">
      <TextField
        label={t.advice}
        value={advice}
        onChange={(value) => change({ advice: value })}
        placeholder={t.advicePlaceholder}
        isDisabled={isClosed}
        span={12}
      />
      {isChild && (
        <>
          <TextField
            label={t.weight}
            value={draft.weight ?? ''}
            onChange={(weight) => change({ weight })}
            span={4}
            isNumeric
          />
          <TextField
            label={t.guardian}
            value={draft.guardian ?? ''}
            onChange={(guardian) => change({ guardian })}
            span={8}
          />
        </>
      )}
    </div>
  );
}

/** The prescription of a visit, from the drug's name to the national code and the paper. */
export function PrescriptionWidget(props: WidgetProps) {
  const t = useTexts(texts);
  const { encounter = '', patient = '', isClosed = false, onCount } = props;
  const prescription = usePrescription(props);
  const [hasFocus, setFocus] = useState(false);
  const [isBefore, setBefore] = useState(false);
  const printing = usePrint();
  const { lines, alerts, refused, reasons, missing, isDirty, isSaving, save, codes, problem, requests } = prescription;
  useEffect(() => onCount?.(lines.length), [onCount, lines.length]);
  // what was refused is where work goes on: the first stop, else the first reason
  useEffect(() => {
    const stop = refused.find(({ level, row }) => level === 'stop' && row !== undefined);
    if (stop?.row !== undefined) focusBox(stop.row, 'morning');
    else if (refused.length > 0) document.querySelector<HTMLElement>('.rx-alerts select')?.focus();
  }, [refused]);
  const toAlert = (index: number): void => {
    const row = alerts[index]?.row;
    if (row !== undefined) focusBox(row, 'morning');
  };
  const papers = codes.map((code) => ({ form: 'DT', at: `Encounter/${encounter}`, code }));
  const attempt = async (isPrinted = false): Promise<void> => {
    if (missing.length > 0) {
      document.querySelector<HTMLElement>('.rx-alerts select')?.focus();
      return;
    }
    const issued = await save();
    if (!isPrinted) return;
    const now = issued ?? (isDirty ? [] : codes);
    await printing.print(...now.map((code) => ({ form: 'DT', at: `Encounter/${encounter}`, code })));
  };
  useActions([
    ...(codes.length === 0
      ? []
      : [
          { key: 'Ctrl+P', label: t.print, icon: IconPrinter, run: () => void printing.print(...papers) },
          {
            key: 'Ctrl+Shift+P',
            label: t.printChoose,
            at: 'hidden' as const,
            run: () => void printing.choose(...papers),
          },
        ]),
    ...(hasFocus && !isClosed
      ? [{ key: 'Ctrl+I', label: t.saveAndPrint, at: 'hidden' as const, run: () => void attempt(true) }]
      : []),
    ...(hasFocus && !isClosed
      ? [
          { key: 'Ctrl+S', label: t.save, at: 'hidden' as const, run: () => void attempt() },
          { key: 'Alt+L', label: t.asBefore, at: 'hidden' as const, run: () => setBefore(true) },
        ]
      : []),
    ...alerts.slice(0, 9).map((alert, index) => ({
      key: `Alt+${index + 1}`,
      label: `${t.toRow} ${index + 1} ${alert.rule}`,
      at: 'hidden' as const,
      run: () => toAlert(index),
    })),
  ]);
  if (requests.error !== null) return <ErrorNote error={requests.error} onRetry={() => void requests.refetch()} />;
  if (requests.data === undefined) return <Loading />;
  return (
    <section className="rx-widget" aria-label={t.title} onFocus={() => setFocus(true)} onBlur={() => setFocus(false)}>
      {!isClosed && (
        <div className="rx-head">
          <NewDrug prescription={prescription} />
          <Button keyHint="Alt+L" icon={IconHistory} onClick={() => setBefore(true)}>
            {t.asBefore}
          </Button>
          <Button
            tone="default"
            keyHint="Ctrl+S"
            onClick={() => void attempt()}
            disabled={!isDirty || lines.length === 0}
            isBusy={isSaving}
          >
            {isSaving ? t.saving : missing.length > 0 ? t.needReason(missing.length) : t.save}
          </Button>
        </div>
      )}
      {problem !== undefined && <Note tone="bad" title={problem} />}
      <Grid prescription={prescription} isClosed={isClosed} />
      <Extras prescription={prescription} patient={patient} isClosed={isClosed} />
      {alerts.length > 0 && (
        <div className="rx-alerts">
          <AlertPanel
            title={t.alerts}
            alerts={shownAlerts(alerts, reasons, t.reasons)}
            onReason={prescription.setReason}
          />
        </div>
      )}
      {isBefore && (
        <BeforeDialog
          patient={patient}
          encounter={encounter}
          lines={lines}
          onClose={() => setBefore(false)}
          onTake={(taken) => {
            setBefore(false);
            prescription.setLines(withBefore(lines, taken));
            if (taken[0] !== undefined) focusBox(taken[0].key, 'morning');
          }}
        />
      )}
      {printing.view}
    </section>
  );
}
