import { DataGrid, Empty, formatDate, matchesWords, Panel, StatusChip, useTexts } from '@lienmach/ui';
import { conditionLines } from '../rules/condition-lines.ts';
import { type MedicineBar, medicineBars } from '../rules/medicine-bars.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';

interface ListProps {
  readonly chart: ChartOnScreen;
  readonly search: string;
}

function MedicineState({ bar }: { readonly bar: MedicineBar }) {
  const t = useTexts(texts);
  if (bar.isActive) return <StatusChip tone="ok">{t.taking}</StatusChip>;
  if (bar.reason !== undefined) {
    return (
      <StatusChip tone="warn" icon={false}>
        {t.stoppedFor(bar.reason)}
      </StatusChip>
    );
  }
  return (
    <StatusChip tone="neutral" icon={false}>
      {t.ended}
    </StatusChip>
  );
}

/** Every drug with the stretch of time it was prescribed for. */
export function MedicinesView({ chart, search }: ListProps) {
  const t = useTexts(texts);
  const bars = medicineBars(chart.medication, new Date()).filter(({ name }) => matchesWords(name, search));
  if (chart.medication.length === 0) return <Empty title={t.noMedicines} />;
  return (
    <Panel title={t.medicinesTable} isPadded={false} grow={1}>
      <DataGrid
        label={t.medicinesTable}
        rows={bars}
        rowKey={({ key }) => key}
        empty={t.nothingFits}
        columns={[
          { id: 'drug', head: t.drug, cell: ({ name }) => <b>{name}</b>, by: ({ name }) => name },
          { id: 'dose', head: t.dose, width: 260, cell: ({ dose }) => dose },
          {
            id: 'from',
            head: t.from,
            width: 96,
            cell: ({ from }) => <span className="n">{formatDate(from)}</span>,
            by: ({ from }) => from,
          },
          {
            id: 'to',
            head: t.to,
            width: 96,
            cell: ({ to }) => <span className="n">{formatDate(to)}</span>,
            by: ({ to }) => to,
          },
          {
            id: 'times',
            head: '',
            width: 84,
            cell: ({ prescriptions }) => <span className="s mut n">{t.times(prescriptions)}</span>,
          },
          { id: 'prescriber', head: t.prescriber, width: 160, cell: ({ prescriber }) => prescriber },
          { id: 'state', head: t.columns.state, width: 180, cell: (bar) => <MedicineState bar={bar} /> },
        ]}
      />
    </Panel>
  );
}

/** Every disease once, with its first and latest day. */
export function ConditionsView({ chart, search }: ListProps) {
  const t = useTexts(texts);
  const lines = conditionLines(chart.condition).filter(({ code, name }) => matchesWords(`${code} ${name}`, search));
  if (chart.condition.length === 0) return <Empty title={t.noConditions} />;
  return (
    <Panel title={t.conditionsTable} isPadded={false} grow={1}>
      <DataGrid
        label={t.conditionsTable}
        rows={lines}
        rowKey={({ key }) => key}
        empty={t.nothingFits}
        columns={[
          {
            id: 'code',
            head: t.code,
            width: 72,
            cell: ({ code }) => <b className="n">{code}</b>,
            by: ({ code }) => code,
          },
          { id: 'name', head: t.disease, cell: ({ name }) => name, by: ({ name }) => name },
          {
            id: 'first',
            head: t.firstSeen,
            width: 104,
            cell: ({ first }) => <span className="n">{formatDate(first)}</span>,
            by: ({ first }) => first,
          },
          {
            id: 'last',
            head: t.lastSeen,
            width: 104,
            cell: ({ last }) => <span className="n">{formatDate(last)}</span>,
            by: ({ last }) => last,
          },
          {
            id: 'visits',
            head: t.visitsCount,
            width: 84,
            align: 'right',
            cell: ({ visits }) => <span className="n">{visits}</span>,
            by: ({ visits }) => visits,
          },
        ]}
      />
    </Panel>
  );
}

/** Vaccinations, newest first. */
export function ImmunizationsView({ chart, search }: ListProps) {
  const t = useTexts(texts);
  const shown = chart.immunization.filter(
    ({ status, vaccineCode }) => status === 'completed' && matchesWords(vaccineCode.text ?? '', search),
  );
  if (chart.immunization.length === 0) return <Empty title={t.noImmunizations} />;
  return (
    <Panel title={t.immunizationsTable} isPadded={false} grow={1}>
      <DataGrid
        label={t.immunizationsTable}
        rows={shown}
        rowKey={({ id }) => id ?? ''}
        empty={t.nothingFits}
        columns={[
          {
            id: 'day',
            head: t.day,
            width: 104,
            cell: ({ occurrenceDateTime }) => <span className="n">{formatDate(occurrenceDateTime)}</span>,
          },
          {
            id: 'vaccine',
            head: t.vaccine,
            width: 260,
            cell: ({ vaccineCode }) => <b>{vaccineCode.text ?? vaccineCode.coding?.[0]?.display}</b>,
          },
          { id: 'note', head: t.note, cell: ({ note }) => note?.[0]?.text },
          { id: 'place', head: t.place, width: 240, cell: ({ location }) => location?.display },
        ]}
      />
    </Panel>
  );
}
