import './administration.css';
import {
  Button,
  type Column,
  DataGrid,
  DateField,
  ErrorNote,
  formatDateTime,
  Loading,
  Panel,
  SelectField,
  StatusChip,
  TextField,
  today,
  useActions,
  useIsNarrow,
  useRecord,
  useTexts,
  useVerb,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconLink, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { AuditDetail, type Chain, ChainPanel } from './audit-detail.tsx';
import { texts } from './audit-texts.ts';
import { useAccounts } from './use-accounts.ts';
import { type AuditLine, type AuditQuestion, lineOf, useAudit } from './use-audit.ts';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['at', 'who', 'what']);

function useColumns(): readonly Column<AuditLine>[] {
  const t = useTexts(texts);
  const chip = ({ outcome }: AuditLine) => {
    if (outcome === '0') return <StatusChip tone="ok">{t.allowed}</StatusChip>;
    return <StatusChip tone="bad">{outcome === '4' ? t.refused : t.failed}</StatusChip>;
  };
  const isNarrow = useIsNarrow();
  const all: readonly Column<AuditLine>[] = [
    { id: 'at', head: t.at, width: 136, cell: ({ at }) => <span className="n">{formatDateTime(at)}</span> },
    {
      id: 'who',
      head: t.who,
      width: 168,
      cell: ({ who }) => (who === '' ? <span className="mut">{t.nobody}</span> : <b>{who}</b>),
    },
    { id: 'what', head: t.what, cell: ({ activity }) => t.kinds[activity] ?? <span className="n">{activity}</span> },
    {
      id: 'whose',
      head: t.whose,
      width: 150,
      cell: ({ patients, touched }) => {
        const [first = touched[0] ?? '', ...rest] = patients;
        return <span className="adm-cut sec">{rest.length > 0 ? `${first} +${rest.length}` : first}</span>;
      },
    },
    { id: 'result', head: t.result, width: 98, cell: chip },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

const start = (): AuditQuestion => ({ from: today(), to: today(), agent: '', subject: '', kind: '', outcome: '' });

interface FilterProps {
  readonly question: AuditQuestion;
  readonly onChange: (change: Partial<AuditQuestion>) => void;
}

function Filter({ question, onChange }: FilterProps) {
  const t = useTexts(texts);
  const { data: accounts = [] } = useAccounts();
  const people = accounts.map(({ reference, display }) => ({ value: reference, label: display }));
  const kinds = Object.entries(t.kinds).map(([value, label]) => ({ value, label }));
  const outcomes = t.outcomes.map(([value, label]) => ({ value, label }));
  return (
    <div className="fields adm-filter" data-form>
      <DateField label={t.from} name="from" span={2} value={question.from} onChange={(from) => onChange({ from })} />
      <DateField label={t.to} span={2} value={question.to} onChange={(to) => onChange({ to })} />
      <SelectField
        label={t.person}
        span={4}
        value={question.agent}
        placeholder={t.everybody}
        options={people}
        onChange={(agent) => onChange({ agent })}
      />
      <SelectField
        label={t.kind}
        span={4}
        value={question.kind}
        placeholder={t.everything}
        options={kinds}
        onChange={(kind) => onChange({ kind })}
      />
      <TextField
        label={t.subject}
        span={8}
        isNumeric
        value={question.subject}
        placeholder={t.subjectHint}
        onChange={(subject) => onChange({ subject: subject.trim() })}
      />
      <SelectField
        label={t.outcome}
        span={4}
        value={question.outcome}
        options={outcomes}
        onChange={(outcome) => onChange({ outcome })}
      />
    </div>
  );
}

const chainOf = (answer: Parameters): Chain => {
  const isIntact = valueIn<boolean>(answer, 'isIntact');
  return {
    seals: valueIn<number>(answer, 'seals') ?? 0,
    sealedAt: valueIn<string>(answer, 'sealedAt'),
    ...(isIntact === undefined
      ? {}
      : {
          check: {
            isIntact,
            sealed: valueIn<number>(answer, 'sealed') ?? 0,
            unsealed: valueIn<number>(answer, 'unsealed') ?? 0,
            findings: valuesIn<string>(answer, 'finding'),
          },
        }),
  };
};

function useChain() {
  const { operation } = useRecord();
  const verb = useVerb();
  const [checked, setChecked] = useState<Chain>();
  const { data } = useQuery({
    queryKey: ['administration', 'chain'],
    queryFn: async () => chainOf(await operation<Parameters>('$audit-chain', undefined)),
  });
  const check = async (): Promise<void> => {
    const answer = await verb.run<Parameters>('$audit-chain', undefined, { check: true });
    if (answer !== undefined && answer !== true) setChecked(chainOf(answer));
  };
  return { chain: checked ?? data, check, verb };
}

/** Who did what with whose record, and whether they were allowed to. */
export function AuditScreen() {
  const t = useTexts(texts);
  const [draft, setDraft] = useState(start);
  const [question, setQuestion] = useState(start);
  const [selected, setSelected] = useState<string>();
  const columns = useColumns();
  const { chain, check, verb } = useChain();
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useAudit(question);
  const lines = (data?.pages ?? []).flatMap(({ items }) => items).map(lineOf);
  const search = (): void => {
    setSelected(undefined);
    if (JSON.stringify(draft) === JSON.stringify(question)) void refetch();
    else setQuestion(draft);
  };
  useActions(
    [
      { key: 'Alt+K', label: t.check, icon: IconLink, isDisabled: verb.isBusy, run: () => void check() },
      { key: 'Ctrl+F', label: t.search, icon: IconSearch, isPrimary: true, isDisabled: isFetching, run: search },
    ],
    isFetching ? { text: t.searching } : { text: t.audited, tone: 'quiet' },
  );
  return (
    <div className="work adm-wide">
      <Panel title={t.log} hint={data === undefined ? '' : t.hint(lines.length)} isPadded={false}>
        <div className="stack adm-list adm-fill">
          <Filter question={draft} onChange={(change) => setDraft((now) => ({ ...now, ...change }))} />
          {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
          {data === undefined && !error && <Loading label={t.searching} />}
          {data !== undefined && (
            <DataGrid
              label={t.log}
              rows={lines}
              columns={columns}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => setSelected(id)}
              empty={t.noMatch}
              foot={
                hasNextPage ? (
                  <Button size="sm" isBusy={isFetching} onClick={() => void fetchNextPage()}>
                    {t.more}
                  </Button>
                ) : undefined
              }
            />
          )}
        </div>
      </Panel>
      <div className="stack">
        <AuditDetail line={lines.find(({ id }) => id === selected)} />
        <ChainPanel chain={chain} verb={verb} />
      </div>
    </div>
  );
}
