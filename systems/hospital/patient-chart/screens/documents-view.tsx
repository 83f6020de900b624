import { codeSystems } from '@lienmach/core';
import { DataGrid, Empty, formatDate, matchesWords, Panel, StatusChip, useTexts } from '@lienmach/ui';
import type { DocumentReference } from 'fhir/r4';
import { useState } from 'react';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { PaperPanel } from './paper-panel.tsx';
import { texts } from './texts.ts';

const titleOf = (one: DocumentReference): string =>
  one.description ?? one.type?.text ?? one.type?.coding?.[0]?.display ?? '';

export const isSigned = ({ content, meta }: DocumentReference): boolean =>
  content.some(({ attachment }) => attachment.contentType === 'application/xml') ||
  meta?.tag?.some(({ system, code }) => system === codeSystems.documentSignature && code === 'signed') === true;

interface DocumentsViewProps {
  readonly chart: ChartOnScreen;
  readonly search: string;
  readonly opened: string | undefined;
}

/** Papers at the left, the chosen one at the right with its signature checked on demand. */
export function DocumentsView({ chart, search, opened }: DocumentsViewProps) {
  const t = useTexts(texts);
  const [chosen, choose] = useState(opened);
  const papers = chart.document.filter((one) => one.status === 'current' && matchesWords(titleOf(one), search));
  const current = papers.find(({ id }) => id === chosen) ?? papers[0];
  if (chart.document.length === 0) return <Empty title={t.noDocuments} />;
  return (
    <div className="work chart-split">
      <Panel title={t.documentsTable} isPadded={false}>
        <DataGrid
          label={t.documentsTable}
          rows={papers}
          rowKey={({ id }) => id ?? ''}
          selected={current?.id}
          onSelect={({ id }) => choose(id)}
          empty={t.nothingFits}
          columns={[
            {
              id: 'day',
              head: t.day,
              width: 92,
              cell: ({ date }) => <span className="n">{formatDate(date)}</span>,
              by: ({ date }) => date ?? '',
            },
            { id: 'title', head: t.paper, cell: titleOf, by: titleOf },
            {
              id: 'place',
              head: t.place,
              width: 190,
              cell: ({ custodian }) => (
                <span className="s sec ev-place">
                  {(chart.place.get(custodian?.reference ?? '') ?? custodian?.display ?? '').replace(
                    / \(BẢN THỬ\)$/,
                    '',
                  )}
                </span>
              ),
            },
            {
              id: 'signed',
              head: t.columns.state,
              width: 104,
              align: 'right',
              cell: (one) => (isSigned(one) ? <StatusChip tone="ok">{t.signed}</StatusChip> : null),
            },
          ]}
        />
      </Panel>
      {current !== undefined && (
        <PaperPanel key={current.id} document={current} title={titleOf(current)} isSigned={isSigned(current)} />
      )}
    </div>
  );
}
