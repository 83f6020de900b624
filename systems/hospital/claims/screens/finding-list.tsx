import { Empty, formatMoney, useTexts } from '@lienmach/ui';
import { IconAlertOctagonFilled, IconAlertTriangleFilled } from '@tabler/icons-react';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { fieldName, tableName } from '../catalogs/field-names.ts';
import type { ClaimFinding } from '../rules/claim-finding.ts';
import { placeOfFinding } from '../rules/finding-place.ts';
import { useRuleText } from './rule-words.ts';
import { texts } from './texts.ts';

/** Most đồng first; a stop before a warning of the same amount. */
export const byMoney = (findings: readonly ClaimFinding[]): ClaimFinding[] =>
  findings.toSorted(
    (a, b) => Number(b.atRisk - a.atRisk) || Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );

function usePlaceText(): (at: string) => string {
  const t = useTexts(texts);
  return (at) => {
    const { table, row, field } = placeOfFinding(at);
    if (table === '') return at;
    const where = `${table} ${tableName(table)}`;
    // the summary and the papers have one row only
    const isAlone = findClaimTable(table)?.row === undefined || table === 'XML1';
    const place = row === undefined || isAlone ? where : t.place(where, String(row));
    return field === undefined ? place : `${place}: ${fieldName(field)}`;
  };
}

interface FindingListProps {
  readonly label: string;
  readonly findings: readonly ClaimFinding[];
  readonly chosen?: number;
  readonly onChoose?: (at: number) => void;
  /** said when there are none */
  readonly emptyHint?: string;
}

function Words({ finding, number }: { readonly finding: ClaimFinding; readonly number: number | undefined }) {
  const textOf = useRuleText();
  const placeText = usePlaceText();
  const { rule, severity, at, detail, atRisk } = finding;
  const Sign = severity === 'error' ? IconAlertOctagonFilled : IconAlertTriangleFilled;
  return (
    <>
      <Sign size={16} aria-hidden="true" />
      <span className="finding-words">
        <span className="finding-name">{textOf(rule)}</span>
        <span className="s sec">
          {rule} · {placeText(at)}
          {detail !== undefined && ` · ${detail}`}
        </span>
        <span className="row g6">
          <b className="n grow">{formatMoney(Number(atRisk / 100n))}</b>
          {number !== undefined && <span className="kbd" aria-hidden="true">{`Alt ${number}`}</span>}
        </span>
      </span>
    </>
  );
}

/** Findings by đồng: what, where, how much. @param onChoose  absent: only to be read */
export function FindingList({ label, findings, chosen, onChoose, emptyHint }: FindingListProps) {
  const t = useTexts(texts);
  const sorted = byMoney(findings);
  if (sorted.length === 0)
    return <Empty title={t.noFindings} {...(emptyHint === undefined ? {} : { hint: emptyHint })} />;
  return (
    <ol className="findings" aria-label={label}>
      {sorted.map((finding, at) => (
        <li
          key={`${finding.rule} ${finding.at} ${finding.detail}`}
          data-severity={finding.severity}
          data-chosen={at === chosen || undefined}
        >
          {onChoose === undefined ? (
            <div className="finding">
              <Words finding={finding} number={undefined} />
            </div>
          ) : (
            <button
              type="button"
              className="finding"
              aria-current={at === chosen || undefined}
              onClick={() => onChoose(at)}
            >
              <Words finding={finding} number={at < 9 ? at + 1 : undefined} />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
