import { formatNumber, Panel, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import { figureNames, type ShownSeries } from './use-quality.ts';

/** Cumulative figures of each lot and level side by side. */
export function FiguresTable({ series }: { readonly series: readonly ShownSeries[] }) {
  const t = useTexts(texts);
  const counted = series.filter(({ figures }) => figures !== undefined);
  return (
    <Panel title={t.figures}>
      {counted.length === 0 ? (
        <p className="mut">{t.noFigures}</p>
      ) : (
        <table className="qc-figures">
          <thead>
            <tr>
              <td />
              {counted.map(({ lot, level, isParallel }) => (
                <th key={`${lot}^${level}`} scope="col">
                  {t.level(level)}
                  <span className="mut n">{isParallel ? `${lot}, ${t.parallel}` : lot}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figureNames.map((name) => (
              <tr key={name}>
                <th scope="row">{t.figureRows[name]}</th>
                {counted.map(({ lot, level, figures }) => (
                  <td key={`${lot}^${level}`} className="n r">
                    {figures?.[name] === undefined ? '–' : formatNumber(figures[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mut s qc-figures-hint">{t.figuresHint}</p>
    </Panel>
  );
}
