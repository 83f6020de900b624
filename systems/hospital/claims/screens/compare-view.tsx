import {
  Empty,
  ErrorNote,
  formatDateTime,
  formatNumber,
  Loading,
  Panel,
  SelectField,
  StatusChip,
  useTexts,
} from '@lienmach/ui';
import { useState } from 'react';
import { fieldName, tableName } from '../catalogs/field-names.ts';
import { type Comparison, compareTables, type Difference } from './compare-tables.ts';
import type { Tables } from './read-tables.ts';
import { texts } from './texts.ts';
import { type Sending, useSentTables } from './use-claim.ts';

function Differences({ comparison }: { readonly comparison: Comparison }) {
  const t = useTexts(texts);
  const shown = (value: string) => (value === '' ? <span className="mut">{t.emptyValue}</span> : value);
  const place = ({ table, row }: Difference): string => `${table} ${tableName(table)}, ${t.row(row).toLowerCase()}`;
  return (
    <div className="compare-box">
      <table className="compare">
        <thead>
          <tr>
            <th>{t.field}</th>
            <th>{t.sentValue}</th>
            <th>{t.currentValue}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.differences.map((one) => (
            <tr key={`${one.table} ${one.row} ${one.field}`}>
              <th scope="row">
                {fieldName(one.field)} <span className="s mut n">{one.field}</span>
                <span className="s sec compare-place">{place(one)}</span>
              </th>
              <td>{shown(one.before)}</td>
              <td>{shown(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sec compare-same">{t.same(formatNumber(comparison.same))}</p>
    </div>
  );
}

interface CompareViewProps {
  readonly tables: Tables;
  readonly sendings: readonly Sending[];
  readonly claimId: string;
}

/** What was sent beside what the record says now; equal fields are only counted. */
export function CompareView({ tables, sendings, claimId }: CompareViewProps) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState<string>();
  const sending = sendings.find(({ task }) => task.id === chosen) ?? sendings[0];
  const { data: sent, error, refetch } = useSentTables(sending?.file, claimId);
  if (sending === undefined)
    return (
      <Panel title={t.tabs.compare}>
        <Empty title={t.neverSent} hint={t.neverSentHint} />
      </Panel>
    );
  const comparison = sent === undefined || sent === null ? undefined : compareTables(sent, tables);
  return (
    <Panel
      title={t.tabs.compare}
      isPadded={false}
      actions={comparison?.differences.length === 0 && <StatusChip tone="ok">{t.noDifference}</StatusChip>}
    >
      {sendings.length > 1 && (
        <div className="compare-pick">
          <SelectField
            name="sending"
            label={t.whichSending}
            value={sending.task.id ?? ''}
            onChange={setChosen}
            options={sendings.map(({ task }) => ({ value: task.id ?? '', label: formatDateTime(task.authoredOn) }))}
          />
        </div>
      )}
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {sent === undefined && error === null && <Loading />}
      {sent === null && <Empty title={t.unreadable} hint={t.unreadableHint} />}
      {comparison !== undefined && <Differences comparison={comparison} />}
    </Panel>
  );
}
