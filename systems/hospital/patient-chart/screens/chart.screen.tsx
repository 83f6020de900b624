import './chart.css';
import { Empty, ErrorNote, Loading, useTexts } from '@lienmach/ui';
import { useParams } from 'react-router';
import { ChartView } from './chart-view.tsx';
import { texts } from './texts.ts';
import { useChart } from './use-chart.ts';
import { useOpenByScan } from './use-open-by-scan.ts';

/** The chart of one patient, opened by scan, by search or from another room. */
export function ChartScreen() {
  const t = useTexts(texts);
  const { id } = useParams();
  const answer = useChart(id);
  useOpenByScan();
  if (id === undefined) {
    return (
      <div className="chart chart-none">
        <Empty title={t.nobody} hint={t.nobodyHint} />
      </div>
    );
  }
  if (answer.error !== null) {
    return (
      <div className="chart chart-none">
        <ErrorNote error={answer.error} onRetry={answer.refetch} />
      </div>
    );
  }
  if (answer.chart === undefined) return <Loading label={t.opening} />;
  return <ChartView key={id} chart={answer.chart} onRefresh={answer.refresh} onTrend={answer.setTrend} />;
}
