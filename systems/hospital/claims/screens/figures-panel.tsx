import { type Column, DataGrid, Empty, formatNumber, Panel, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { BoardLine } from './use-board.ts';

interface ShownLine extends BoardLine {
  readonly words: string;
  /** of all đồng at risk, in percent */
  readonly share: number;
}

/** Lines with their words, and their share of all đồng at risk. */
export function withShares(lines: readonly BoardLine[], wordsOf: (line: BoardLine) => string): ShownLine[] {
  const all = lines.reduce((sum, { atRisk = 0 }) => sum + atRisk, 0);
  return lines.map((line) => ({
    ...line,
    words: wordsOf(line),
    share: all === 0 ? 0 : Math.round((100 * (line.atRisk ?? 0)) / all),
  }));
}

function useColumns(hasAsked: boolean): readonly Column<ShownLine>[] {
  const t = useTexts(texts).figureHeads;
  const number = (value: number | undefined) => <span className="n">{formatNumber(Math.round(value ?? 0))}</span>;
  return [
    {
      id: 'name',
      head: t.name,
      cell: ({ words }) => <span className="claims-cut">{words}</span>,
      by: ({ words }) => words,
    },
    {
      id: 'claims',
      head: t.claims,
      width: 72,
      align: 'right',
      cell: ({ claims }) => number(claims),
      by: ({ claims }) => claims,
    },
    ...(hasAsked
      ? [
          {
            id: 'asked',
            head: t.asked,
            width: 112,
            align: 'right' as const,
            cell: ({ insurerPart }: ShownLine) => number(insurerPart),
            by: ({ insurerPart = 0 }: ShownLine) => insurerPart,
          },
        ]
      : []),
    {
      id: 'atRisk',
      head: t.atRisk,
      width: 112,
      align: 'right',
      cell: ({ atRisk }) => <b className="n">{formatNumber(Math.round(atRisk ?? 0))}</b>,
      by: ({ atRisk = 0 }) => atRisk,
    },
    {
      id: 'share',
      head: t.share,
      width: 64,
      align: 'right',
      cell: ({ share }) => <span className="n">{share}%</span>,
      by: ({ share }) => share,
    },
  ];
}

interface FiguresPanelProps {
  readonly title: string;
  readonly lines: readonly ShownLine[];
  readonly hasAsked: boolean;
}

/** One way of dividing the đồng at risk. */
export function FiguresPanel({ title, lines, hasAsked }: FiguresPanelProps) {
  const t = useTexts(texts);
  const columns = useColumns(hasAsked);
  return (
    <Panel title={title} hint={t.byMoney} isPadded={false} grow={1}>
      {lines.length === 0 ? (
        <Empty title={t.noFigures} />
      ) : (
        <div className="claims-grid">
          <DataGrid label={title} rows={lines} columns={columns} rowKey={({ code }) => code} />
        </div>
      )}
    </Panel>
  );
}
