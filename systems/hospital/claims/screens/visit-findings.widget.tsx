import { AlertPanel, Empty, ErrorNote, formatMoney, Loading, useTexts, type WidgetProps } from '@lienmach/ui';
import { useEffect } from 'react';
import { useVisitFindings } from './use-visit-findings.ts';
import { visitFindingsTexts } from './visit-findings-texts.ts';

/** What the fund would say of this visit, beside orders and prescription: it informs and never stops anybody. */
export function VisitFindings({ encounter = '', isClosed = false, onCount }: WidgetProps) {
  const t = useTexts(visitFindingsTexts);
  const { data, error, refetch } = useVisitFindings(encounter, isClosed);
  const count = data?.isInsured === true ? data.findings.length : undefined;
  useEffect(() => {
    if (count !== undefined) onCount?.(count);
  }, [count, onCount]);
  if (data === undefined)
    return error === null ? <Loading /> : <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data.isInsured) return <Empty title={t.notInsured} />;
  if (data.findings.length === 0) return <Empty title={t.none} hint={t.noneHint} />;
  return (
    <AlertPanel
      title={t.title}
      alerts={data.findings.map(({ id, rule, isError, text, item, atRisk }) => ({
        id,
        level: isError ? ('warn' as const) : ('remind' as const),
        what: text,
        evidence: [item, atRisk === undefined ? undefined : t.atRisk(formatMoney(atRisk))].filter(Boolean).join(' · '),
        source: rule,
      }))}
    />
  );
}
