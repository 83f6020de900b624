import {
  Button,
  formatDate,
  formatTime,
  Note,
  PatientBanner,
  Tabs,
  useActions,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { conditionLines } from '../rules/condition-lines.ts';
import { medicineBars } from '../rules/medicine-bars.ts';
import type { Range } from '../rules/time-window.ts';
import { AccessView } from './access-view.tsx';
import { AllergiesView } from './allergies-view.tsx';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { ChartTools } from './chart-tools.tsx';
import { CourseView } from './course-view.tsx';
import { DocumentsView } from './documents-view.tsx';
import { HiddenPart } from './hidden-part.tsx';
import { ConditionsView, ImmunizationsView, MedicinesView } from './list-views.tsx';
import { PersonView } from './person-view.tsx';
import { ResultsView } from './results-view.tsx';
import { texts } from './texts.ts';

export interface ChartViewProps {
  readonly chart: ChartOnScreen;
  readonly onRefresh: () => Promise<void>;
  readonly onTrend: (loinc: string) => void;
}

function Cover({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const { end } = chart.coverage?.period ?? {};
  return (
    <div className="chart-cover">
      <div className="s sec">{t.cover}</div>
      <b className="n">{chart.coverage === undefined ? t.noCover : t.coverUntil(formatDate(end))}</b>
    </div>
  );
}

/** a merged record is read only to find the one that is used */
function MergedNote({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const kept = chart.linked.find(({ type }) => type === 'replaced-by');
  if (kept === undefined) return null;
  const open = () => navigate(`/patient-chart/patient/${kept.patient.reference?.split('/')[1]}`);
  return (
    <div className="chart-note">
      <Note
        tone="warn"
        title={t.mergedAway(kept.patient.display ?? '')}
        action={
          <Button size="sm" onClick={open}>
            {t.openKept}
          </Button>
        }
      />
    </div>
  );
}

/** lines of the list where all of it is here, else what the record counts */
const shownCount = ({ next, hidden, counts }: ChartOnScreen, part: 'medication' | 'condition', lines: number) =>
  next.has(part) || hidden.has(part) ? counts.get(part) : lines;

function useTabs(chart: ChartOnScreen) {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const { counts } = chart;
  const all = [
    { id: 'timeline' },
    { id: 'results', count: chart.moreResults ? undefined : chart.result.length },
    { id: 'medicines', count: shownCount(chart, 'medication', medicineBars(chart.medication, new Date()).length) },
    { id: 'conditions', count: shownCount(chart, 'condition', conditionLines(chart.condition).length) },
    { id: 'allergies', count: counts.get('allergy') },
    { id: 'documents', count: counts.get('document') },
    { id: 'immunizations', count: counts.get('immunization') },
    { id: 'person' },
    ...(hasRole('doctor', 'records-clerk') ? [{ id: 'access' }] : []),
  ];
  return all.map((tab) => ({ ...tab, label: t.tabs[tab.id] ?? tab.id }));
}

/** Banner, parts, and the chosen part. */
export function ChartView({ chart, onRefresh, onTrend }: ChartViewProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const tabs = useTabs(chart);
  const [part, setPart] = useState('timeline');
  const [opened, setOpened] = useState<string>();
  const [search, setSearch] = useState('');
  const [range, setRange] = useState<Range>('3y');
  const goTo = (id: string, one?: string): void => {
    setOpened(one);
    setSearch('');
    setPart(id);
  };
  useActions([
    ...tabs.map(({ id, label }, index) => ({
      key: `Alt+${index + 1}`,
      label,
      at: 'hidden' as const,
      run: () => goTo(id),
    })),
    { key: 'Alt+R', label: t.refresh, icon: IconRefresh, at: 'hidden', run: () => void onRefresh() },
    { key: '/', label: t.search, at: 'hidden', run: () => document.getElementById('chart-search')?.focus() },
  ]);
  const asOf = (
    <Button size="sm" tone="quiet" icon={IconRefresh} keyHint="Alt+R" onClick={() => void onRefresh()}>
      {t.asOf(formatTime(chart.readAt))}
    </Button>
  );
  const patient = chart.patient.id ?? '';
  return (
    <div className="chart">
      <PatientBanner
        patient={chart.patient}
        allergies={chart.allergy}
        cover={<Cover chart={chart} />}
        extra={
          <Button size="sm" onClick={() => navigate(-1)}>
            {t.back}
          </Button>
        }
      />
      <MergedNote chart={chart} />
      <div className="chart-parts">
        <Tabs
          label={t.parts}
          tabs={tabs}
          value={part}
          onChange={goTo}
          actions={<ChartTools part={part} search={search} onSearch={setSearch} range={range} onRange={setRange} />}
        >
          {part === 'timeline' && (
            <CourseView chart={chart} search={search} range={range} onRange={setRange} onPart={goTo} note={asOf} />
          )}
          {part === 'results' && (
            <ResultsView
              patient={patient}
              newest={chart.result}
              isPartial={chart.moreResults}
              search={search}
              onTrend={onTrend}
            />
          )}
          {part === 'medicines' && (
            <HiddenPart chart={chart} of="medication">
              <MedicinesView chart={chart} search={search} />
            </HiddenPart>
          )}
          {part === 'conditions' && (
            <HiddenPart chart={chart} of="condition">
              <ConditionsView chart={chart} search={search} />
            </HiddenPart>
          )}
          {part === 'allergies' && (
            <HiddenPart chart={chart} of="allergy">
              <AllergiesView chart={chart} onChange={() => void onRefresh()} />
            </HiddenPart>
          )}
          {part === 'documents' && (
            <HiddenPart chart={chart} of="document">
              <DocumentsView chart={chart} search={search} opened={opened} />
            </HiddenPart>
          )}
          {part === 'immunizations' && (
            <HiddenPart chart={chart} of="immunization">
              <ImmunizationsView chart={chart} search={search} />
            </HiddenPart>
          )}
          {part === 'person' && <PersonView chart={chart} />}
          {part === 'access' && <AccessView patient={patient} search={search} />}
        </Tabs>
      </div>
    </div>
  );
}
