import './catalog.css';
import {
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  Loading,
  matchesWords,
  Panel,
  ReasonDialog,
  StatusChip,
  showToast,
  TextField,
  today,
  useActions,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconCheck, IconFilePlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { catalogTexts } from './catalog-texts.ts';
import { RowForm } from './row-form.tsx';
import { RowVersions } from './row-versions.tsx';
import { type CatalogLine, catalogKey, type ShownRow, useCatalog, useCatalogRow } from './use-catalog.ts';

const DAY = 86_400_000;
const tomorrow = (): string => new Date(Date.parse(today()) + DAY).toISOString().slice(0, 10);
const toList = (): void => document.querySelector<HTMLElement>('.lab-catalog-list .grid')?.focus();

function Lines({
  lines,
  selected,
  onSelect,
}: {
  readonly lines: readonly CatalogLine[];
  readonly selected: string | undefined;
  readonly onSelect: (code: string) => void;
}) {
  const t = useTexts(catalogTexts);
  const columns: readonly Column<CatalogLine>[] = [
    { id: 'name', head: t.heads.name, cell: ({ name }) => name, by: ({ name }) => name },
    {
      id: 'code',
      head: t.heads.code,
      width: 96,
      cell: ({ code }) => <span className="n">{code}</span>,
      by: ({ code }) => code,
      isWideOnly: true,
    },
    { id: 'unit', head: t.heads.unit, width: 88, cell: ({ unit }) => unit, isWideOnly: true },
    {
      id: 'whose',
      head: t.heads.whose,
      width: 132,
      cell: ({ isSite, isProposed }) =>
        isProposed ? (
          <StatusChip tone="wait">{t.proposed}</StatusChip>
        ) : (
          <StatusChip tone={isSite ? 'ok' : 'neutral'}>{isSite ? t.site : t.product}</StatusChip>
        ),
      by: ({ isSite, isProposed }) => (isProposed ? 0 : isSite ? 1 : 2),
    },
  ];
  return (
    <DataGrid
      label={t.title}
      rows={lines}
      columns={columns}
      rowKey={({ code }) => code}
      selected={selected}
      onSelect={({ code }) => onSelect(code)}
      empty={t.none}
    />
  );
}

/** what may be done with the row that is chosen, by keys and on the bar */
function useDecision(row: ShownRow | undefined) {
  const t = useTexts(catalogTexts);
  const { hasRole } = useSession();
  const verb = useVerb(catalogKey);
  const [open, setOpen] = useState<'form' | 'reason'>();
  const proposal = row?.versions.find(({ state }) => state === 'proposed');
  const mayWrite = hasRole('lab-doctor') || hasRole('lab-head');
  const decide = async (input: Readonly<Record<string, unknown>>, said: string): Promise<void> => {
    if (proposal === undefined || (await verb.run('$decide-lab-row', proposal.task, input)) === undefined) return;
    setOpen(undefined);
    showToast(said);
  };
  const agree = () => void decide({ agreed: true }, t.agreedToast);
  const actions =
    row === undefined || !mayWrite
      ? []
      : proposal === undefined
        ? [{ key: 'Alt+N', label: t.propose, icon: IconFilePlus, isPrimary: true, run: () => setOpen('form') }]
        : [
            {
              key: 'Alt+X',
              label: proposal.isOwn ? t.takeBack : t.turnDown,
              icon: IconX,
              run: () => setOpen('reason'),
            },
            ...(proposal.isOwn
              ? []
              : [{ key: 'Ctrl+Enter', label: t.agree, icon: IconCheck, isPrimary: true, run: agree }]),
          ];
  useActions(
    [{ key: 'Ctrl+1', label: t.toList, at: 'hidden', run: toList }, ...actions],
    proposal?.isOwn === true ? { text: t.ownHint } : undefined,
  );
  return { verb, open, close: () => setOpen(undefined), decide };
}

function Side({ code }: { readonly code: string | undefined }) {
  const t = useTexts(catalogTexts);
  const { data: row, error, refetch } = useCatalogRow(code);
  const { verb, open, close, decide } = useDecision(row);
  if (code === undefined) return <Empty title={t.choose} hint={t.chooseHint} />;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (row === undefined) return <Loading />;
  return (
    <>
      {verb.error !== undefined && open !== 'reason' && <ErrorNote error={verb.error} />}
      <RowVersions versions={row.versions} />
      {open === 'form' && <RowForm row={row} tomorrow={tomorrow()} onClose={close} />}
      {open === 'reason' && (
        <ReasonDialog
          icon={IconX}
          what={row.now.name}
          words={t.reason}
          verb={verb}
          onClose={close}
          onConfirm={(reason) => void decide({ agreed: false, reason }, t.turnedDownToast)}
        />
      )}
    </>
  );
}

/** The laboratory's own rows: what is in use, what is coming, and what a second person still has to agree to. */
export function CatalogScreen() {
  const t = useTexts(catalogTexts);
  const { data, error, refetch } = useCatalog();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string>();
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const lines = data.filter(({ name, code }) => matchesWords(`${name} ${code}`, words));
  const selected = chosen !== undefined && lines.some(({ code }) => code === chosen) ? chosen : lines[0]?.code;
  return (
    <div className="work lab-catalog">
      <Panel title={t.title} isTitleHidden isPadded={false}>
        <div className="stack lab-catalog-list">
          <div className="lab-catalog-find">
            <TextField name="find" label={t.find} value={words} onChange={setWords} />
          </div>
          <Lines lines={lines} selected={selected} onSelect={setChosen} />
        </div>
      </Panel>
      <Panel title={data.find(({ code }) => code === selected)?.name ?? t.choose} grow={1}>
        <Side code={selected} />
      </Panel>
    </div>
  );
}
