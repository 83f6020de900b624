import { priceClasses } from '@lienmach/core';
import {
  CheckField,
  type Column,
  DataGrid,
  ErrorNote,
  formatDate,
  Note,
  Panel,
  StatusChip,
  Tabs,
  type Tone,
  useTexts,
  type Verb,
} from '@lienmach/ui';
import { useState } from 'react';
import { texts } from './texts.ts';
import type { Change, Preview } from './use-catalogs.ts';
import { priceText } from './use-prices.ts';

const money = new Set<string>(priceClasses.map(({ property }) => property));
const tones: Readonly<Record<Change['kind'], Tone>> = { added: 'ok', changed: 'info', missing: 'warn' };
/** as many of each kind as the server lists */
const LISTED = 200;

function Differences({ change }: { readonly change: Change }) {
  const t = useTexts(texts);
  const shown = (field: string, value: string) => (money.has(field) ? (priceText(value || undefined) ?? '') : value);
  const told = change.differences.filter(
    ({ field }) => change.kind === 'changed' || money.has(field) || field === 'decision',
  );
  return (
    <span className="cat-diffs">
      {told.map(({ field, before, after }) => (
        <span key={field}>
          <span className="mut">{t.fields[field] ?? field} </span>
          {before !== '' && <del className={money.has(field) ? 'n' : undefined}>{shown(field, before)}</del>}
          {before !== '' && after !== '' && ' → '}
          {after !== '' && <b className={money.has(field) ? 'n' : undefined}>{shown(field, after)}</b>}
        </span>
      ))}
    </span>
  );
}

function useColumns(): readonly Column<Change>[] {
  const t = useTexts(texts);
  return [
    {
      id: 'code',
      head: t.code,
      width: 120,
      by: ({ code }) => code,
      cell: ({ code }) => <span className="n">{code}</span>,
    },
    { id: 'name', head: t.name, width: 210, by: ({ display }) => display, cell: ({ display }) => display },
    { id: 'change', head: t.previewTitle, cell: (change) => <Differences change={change} /> },
    {
      id: 'kind',
      head: '',
      width: 150,
      by: ({ kind }) => kind,
      cell: ({ kind }) => <StatusChip tone={tones[kind]}>{t.kinds[kind]}</StatusChip>,
    },
  ];
}

interface PreviewPanelProps {
  readonly preview: Preview;
  readonly verb: Verb;
  readonly endMissing: boolean;
  readonly onEndMissing: (isOn: boolean) => void;
}

function Refused({ preview }: { readonly preview: Preview }) {
  const t = useTexts(texts);
  return (
    <ul className="cat-refused">
      {preview.refused.map(({ row, reason }) => (
        <li key={row}>
          <b className="n">{t.row(row)}</b> {reason}
        </li>
      ))}
    </ul>
  );
}

/** What a file would change, before it does; whether missing codes end is the person's own tick. */
export function PreviewPanel({ preview, verb, endMissing, onEndMissing }: PreviewPanelProps) {
  const t = useTexts(texts);
  const columns = useColumns();
  const { counts, changes } = preview;
  const kinds = (['changed', 'added', 'missing', 'refused'] as const).filter((kind) => counts[kind] > 0);
  const [tab, setTab] = useState<string>(kinds[0] ?? 'changed');
  const isCut = Math.max(counts.added, counts.changed, counts.missing) > LISTED;
  return (
    <Panel
      title={t.previewTitle}
      hint={`${preview.version} · ${t.kinds.unchanged}: ${counts.unchanged}`}
      isPadded={false}
      footer={
        counts.missing > 0 ? (
          <div className="col g4">
            <CheckField
              label={t.endMissing(counts.missing, formatDate(preview.effective))}
              isChecked={endMissing}
              isDisabled={!preview.mayEnd}
              onChange={onEndMissing}
            />
            <span className="s mut">{preview.mayEnd ? t.keepMissing : t.mayNotEnd}</span>
          </div>
        ) : undefined
      }
    >
      <div className="stack cat-list">
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
        {kinds.length === 0 ? (
          <Note tone="info" title={t.noChange} />
        ) : (
          <Tabs
            label={t.previewTitle}
            tabs={kinds.map((id) => ({ id, label: t.kinds[id], count: counts[id] }))}
            value={tab}
            onChange={setTab}
          >
            {tab === 'refused' ? (
              <Refused preview={preview} />
            ) : (
              <DataGrid
                label={t.previewTitle}
                rows={changes.filter(({ kind }) => kind === tab)}
                columns={columns}
                rowKey={({ kind, code }) => `${kind} ${code}`}
                foot={isCut ? t.onlySome(LISTED) : undefined}
              />
            )}
          </Tabs>
        )}
      </div>
    </Panel>
  );
}
