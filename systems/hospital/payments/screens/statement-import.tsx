import {
  type Action,
  type Column,
  DataGrid,
  ErrorNote,
  Field,
  formatDate,
  formatNumber,
  Note,
  Panel,
  StatusChip,
  type Tone,
  useActions,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { IconArrowLeft, IconCheck, IconEye } from '@tabler/icons-react';
import { reconciliationTexts } from './reconciliation-texts.ts';
import { rowStates, type StatementDesk, type StatementRead, type StatementRow, useStatement } from './use-statement.ts';

const tones: Readonly<Record<string, Tone>> = {
  refused: 'bad',
  differs: 'warn',
  parked: 'wait',
  paid: 'ok',
  matched: 'ok',
  confirmed: 'ok',
};

function useColumns(): readonly Column<StatementRow>[] {
  const t = useTexts(reconciliationTexts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<StatementRow>[] = [
    { id: 'row', head: t.row, width: 52, align: 'right', cell: ({ row }) => <span className="n">{row}</span> },
    {
      id: 'state',
      head: t.state,
      width: 148,
      cell: ({ state }) => <StatusChip tone={tones[state] ?? 'neutral'}>{t.states[state]}</StatusChip>,
    },
    {
      id: 'amount',
      head: t.heads.amount,
      width: 104,
      align: 'right',
      cell: ({ amount }) => <b className="n">{amount === undefined ? '' : formatNumber(amount)}</b>,
    },
    { id: 'day', head: t.day, width: 88, cell: ({ day }) => <span className="n">{formatDate(day)}</span> },
    {
      id: 'reference',
      head: t.heads.reference,
      width: 128,
      cell: ({ reference }) => <span className="n">{reference}</span>,
    },
    {
      id: 'memo',
      head: t.heads.memo,
      cell: ({ reason, memo }) => (
        <span className="recon-why">
          {reason !== '' && <b>{reason}</b>} <span className="sec">{memo}</span>
        </span>
      ),
    },
  ];
  return isNarrow ? all.filter(({ id }) => id === 'state' || id === 'amount' || id === 'memo') : all;
}

function Counts({ read }: { readonly read: StatementRead }) {
  const t = useTexts(reconciliationTexts);
  return (
    <dl className="recon-counts">
      {rowStates
        .filter((state) => (read.count[state] ?? 0) > 0)
        .map((state) => (
          <div key={state}>
            <dt>
              <StatusChip tone={tones[state] ?? 'neutral'}>{t.states[state]}</StatusChip>
            </dt>
            <dd className="n">{read.count[state]}</dd>
          </div>
        ))}
    </dl>
  );
}

/** what the file changes; the rest is known or goes out */
const isNews = ({ count }: StatementRead): boolean =>
  ['paid', 'matched', 'confirmed', 'parked', 'differs'].some((state) => (count[state] ?? 0) > 0);

function FilePanel({ desk }: { readonly desk: StatementDesk }) {
  const t = useTexts(reconciliationTexts);
  const { preview, verb, file, isTried } = desk;
  return (
    <Panel title={t.importTitle}>
      <div className="col g12" data-form>
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        <p className="sec">{t.importHint}</p>
        {preview === undefined ? (
          <Field
            label={t.file}
            hint={t.fileHint}
            error={isTried && file === undefined ? t.fileMissing : undefined}
            isRequired
          >
            {(control) => (
              <input
                {...control}
                className="input recon-file"
                type="file"
                accept=".csv,text/csv,text/plain"
                onChange={(event) => desk.choose(event.currentTarget.files?.[0])}
              />
            )}
          </Field>
        ) : (
          <>
            <dl className="kv">
              <dt>{t.file}</dt>
              <dd className="el">{file?.name}</dd>
              <dt>{t.bankForm}</dt>
              <dd>{preview.format}</dd>
            </dl>
            <hr className="hr" />
            <Counts read={preview} />
            {!isNews(preview) && <Note tone="info" title={t.nothingNew} />}
          </>
        )}
        {verb.isBusy && <p className="mut">{t.reading}</p>}
      </div>
    </Panel>
  );
}

function actionsOf(t: (typeof reconciliationTexts)['vi'], desk: StatementDesk, onClose: () => void): Action[] {
  const isDisabled = desk.verb.isBusy;
  const close: Action = { key: 'Alt+R', label: t.backToDay, icon: IconArrowLeft, isDisabled, run: onClose };
  if (desk.preview === undefined) {
    const look = { key: 'Ctrl+S', label: t.preview, icon: IconEye, isPrimary: true, isDisabled };
    return [close, { ...look, run: () => void desk.look() }];
  }
  const write = { key: 'Ctrl+E', label: t.write, icon: IconCheck, isPrimary: true };
  return [
    { key: 'Alt+R', label: t.otherFile, icon: IconArrowLeft, isDisabled, run: desk.back },
    { ...write, isDisabled: isDisabled || !isNews(desk.preview), run: () => void desk.write() },
  ];
}

interface StatementImportProps {
  readonly onDone: (read: StatementRead) => void;
  readonly onClose: () => void;
}

/** A statement file beside the record: what it would do, row by row, before anything is written. */
export function StatementImport({ onDone, onClose }: StatementImportProps) {
  const t = useTexts(reconciliationTexts);
  const desk = useStatement(onDone);
  const columns = useColumns();
  const { preview } = desk;
  useActions(actionsOf(t, desk, onClose), {
    text: preview === undefined ? t.chooseFile : t.previewState,
    tone: preview === undefined ? 'quiet' : 'warn',
  });
  const all = preview === undefined ? 0 : Object.values(preview.count).reduce((sum, count) => sum + count, 0);
  const isCut = preview !== undefined && all > preview.rows.length;
  return (
    <div className="work recon-import">
      <Panel
        title={t.wouldDo}
        hint={
          preview === undefined || preview.from === '' ? '' : t.period(formatDate(preview.from), formatDate(preview.to))
        }
        isPadded={false}
      >
        <div className="stack recon-list">
          <DataGrid
            label={t.wouldDo}
            rows={preview?.rows ?? []}
            columns={columns}
            rowKey={({ row, reference }) => `${row} ${reference}`}
            empty={preview === undefined ? t.chooseFile : t.noRows}
            foot={isCut ? t.onlySome(preview.rows.length) : undefined}
          />
        </div>
      </Panel>
      <FilePanel desk={desk} />
    </div>
  );
}
