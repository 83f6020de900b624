import { formatMoney, formatTime, IconButton, useTexts } from '@lienmach/ui';
import { IconPrinter } from '@tabler/icons-react';
import type { Paper } from './papers.ts';
import { texts } from './texts.ts';

interface PaperListProps {
  readonly papers: readonly Paper[];
  readonly onPrint: (invoice: string) => void;
}

/** What was taken and given back for this visit, each with its number. */
export function PaperList({ papers, onPrint }: PaperListProps) {
  const t = useTexts(texts);
  if (papers.length === 0) return null;
  return (
    <section className="papers" aria-label={t.receipts}>
      <h3 className="s sec">{t.receipts}</h3>
      <ul>
        {papers.map((paper) => (
          <li key={paper.id} className="row g6" data-cancelled={paper.isCancelled || undefined}>
            <span className="grow el">
              <span className="n">{paper.number}</span>{' '}
              <span className="s sec">
                {t.kinds[paper.kind]} · <span className="n">{formatTime(paper.at)}</span>
                {paper.isCancelled && ` · ${t.cancelled}`}
              </span>
            </span>
            <b className="n">{formatMoney(paper.amount)}</b>
            {!paper.isCancelled && (
              <IconButton
                icon={IconPrinter}
                label={`${t.printAgain} ${paper.number}`}
                onClick={() => onPrint(paper.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
