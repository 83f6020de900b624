import { DataGrid, Empty, Panel, Segments, Tabs, useTexts } from '@lienmach/ui';
import { tableName } from '../catalogs/field-names.ts';
import type { ClaimFinding } from '../rules/claim-finding.ts';
import { type FindingPlace, placeOfFinding } from '../rules/finding-place.ts';
import { FieldRows } from './field-rows.tsx';
import type { Tables } from './read-tables.ts';
import { columnsOf, type NumberedRow } from './row-columns.tsx';
import { texts } from './texts.ts';

/** Which row of which detail table is open. */
export interface OpenRow {
  readonly table: string;
  /** counted from 1 */
  readonly row: number;
}

interface TableViewProps {
  readonly tables: Tables;
  readonly findings: readonly ClaimFinding[];
  readonly target: FindingPlace | undefined;
  readonly open: OpenRow;
  readonly onOpen: (open: OpenRow) => void;
  readonly showsEmpty: boolean;
  readonly onShowEmpty: (showsEmpty: boolean) => void;
}

const SUMMARY = 'XML1';

/** fields of one row that findings name */
function markedIn(findings: readonly ClaimFinding[], table: string, row: number): ReadonlySet<string> {
  const places = findings.map(({ at }) => placeOfFinding(at));
  return new Set(
    places.filter((place) => place.table === table && (place.row ?? 1) === row).flatMap(({ field }) => field ?? []),
  );
}

const targetIn = (target: FindingPlace | undefined, table: string, row: number): string | undefined =>
  target?.table === table && (target.row ?? 1) === row ? target.field : undefined;

function Lines({ tables, findings, target, open, onOpen, showsEmpty }: TableViewProps) {
  const t = useTexts(texts);
  const rows = tables.get(open.table) ?? [];
  const row = rows[open.row - 1];
  const numbered = rows.map((one, at): NumberedRow => ({ number: at + 1, row: one }));
  if (row === undefined) return <Empty title={t.noLines} />;
  return (
    <div className="claim-lines">
      {rows.length > 1 && (
        <div className="claim-rows">
          <DataGrid
            label={`${open.table} ${tableName(open.table)}`}
            rows={numbered}
            columns={columnsOf(open.table, rows)}
            rowKey={({ number }) => String(number)}
            selected={String(open.row)}
            onSelect={({ number }) => onOpen({ table: open.table, row: number })}
          />
        </div>
      )}
      <FieldRows
        label={t.row(open.row)}
        table={open.table}
        row={row}
        marked={markedIn(findings, open.table, open.row)}
        target={targetIn(target, open.table, open.row)}
        showsEmpty={showsEmpty}
      />
    </div>
  );
}

/** The summary on the left, the detail tables beside it. */
export function TableView(props: TableViewProps) {
  const t = useTexts(texts);
  const { tables, findings, target, open, onOpen, showsEmpty, onShowEmpty } = props;
  const summary = tables.get(SUMMARY)?.[0];
  const details = [...tables.keys()].filter((code) => code !== SUMMARY);
  return (
    <div className="claim-tables">
      <Panel
        title={t.summary}
        isPadded={false}
        actions={
          <Segments
            label={t.field}
            options={[
              { value: 'some', label: t.hideEmpty },
              { value: 'all', label: t.showEmpty },
            ]}
            value={showsEmpty ? 'all' : 'some'}
            onChange={(value) => onShowEmpty(value === 'all')}
          />
        }
      >
        {summary === undefined ? (
          <Empty title={t.noLines} />
        ) : (
          <FieldRows
            label={t.summary}
            table={SUMMARY}
            row={summary}
            marked={markedIn(findings, SUMMARY, 1)}
            target={targetIn(target, SUMMARY, 1)}
            showsEmpty={showsEmpty}
          />
        )}
      </Panel>
      <Panel title={t.lines} isPadded={false} isTitleHidden>
        {details.length === 0 ? (
          <Empty title={t.noLines} />
        ) : (
          <Tabs
            label={t.lines}
            tabs={details.map((code) => ({ id: code, label: tableName(code), count: tables.get(code)?.length }))}
            value={open.table}
            onChange={(table) => onOpen({ table, row: 1 })}
          >
            <Lines {...props} />
          </Tabs>
        )}
      </Panel>
    </div>
  );
}
