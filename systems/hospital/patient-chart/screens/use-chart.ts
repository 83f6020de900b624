import { fhirNow, useRecord } from '@lienmach/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Encounter, Parameters } from 'fhir/r4';
import { useState } from 'react';
import { type ChartOnScreen, chartOf } from './chart-on-screen.ts';

const TREND = 'lienmach.chart.trend';
const chartKey = (id: string | undefined): readonly unknown[] => ['patient-chart', id];

/**
 * The chart of one patient. It is not refreshed by every change in the house, since each opening stands in the patient's
 * access log: on coming back to the window, on asking, and after our own writes.
 */
export function useChart(id: string | undefined) {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [trend, keepTrend] = useState(() => localStorage.getItem(TREND) ?? undefined);
  const answer = useQuery({
    queryKey: [...chartKey(id), trend],
    queryFn: async () => chartOf(await operation<Parameters>('$chart', `Patient/${id}`, { trend }), fhirNow()),
    enabled: id !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => (before?.patient.id === id ? before : undefined),
  });
  return {
    chart: answer.data,
    error: answer.error,
    refetch: () => void answer.refetch(),
    refresh: () => cache.invalidateQueries({ queryKey: chartKey(id) }),
    trend,
    setTrend(code: string): void {
      localStorage.setItem(TREND, code);
      keepTrend(code);
    },
  };
}

/** Visits beyond the first page, one page for each press. */
export function useOlderVisits(chart: ChartOnScreen) {
  const { search } = useRecord();
  const [pages, setPages] = useState<readonly Encounter[]>([]);
  const [cursor, setCursor] = useState(chart.next.get('encounter'));
  const [isBusy, setBusy] = useState(false);
  const load = async (): Promise<void> => {
    if (cursor === undefined || isBusy) return;
    setBusy(true);
    try {
      const found = await search('Encounter', {
        patient: `Patient/${chart.patient.id}`,
        _sort: '-date',
        _count: 100,
        _cursor: cursor,
      });
      setPages((now) => [...now, ...found.items]);
      setCursor(new URLSearchParams(found.next ?? '').get('_cursor') ?? undefined);
    } finally {
      setBusy(false);
    }
  };
  return { pages, hasMore: cursor !== undefined, isBusy, load: () => void load() };
}
