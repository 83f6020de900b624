import { codeSystems } from '@lienmach/core';
import { Button, ErrorNote, formatNumber, formatTime, useSearch, useTexts } from '@lienmach/ui';
import type { Observation } from 'fhir/r4';
import { useState } from 'react';
import { vitalSigns } from '../rules/vital-signs.ts';
import { texts } from './texts.ts';
import { Trend, type TrendPoint } from './trend.tsx';
import { idOf, loincOf } from './visit-facts.ts';
import { VitalsDialog } from './vitals-dialog.tsx';

const PRESSURE = '85354-9';
const BMI = '39156-5';
const TARGET = 140;

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly unit: string;
  readonly flag: string | undefined;
}

const flagOf = (observation: Pick<Observation, 'interpretation'>): string | undefined =>
  observation.interpretation?.[0]?.coding?.[0]?.code;

const component = (observation: Observation | undefined, loinc: string) =>
  observation?.component?.find((one) => loincOf(one.code) === loinc);

function pressureOf(observation: Observation | undefined): Shown | undefined {
  const systolic = component(observation, vitalSigns.systolic.loinc);
  const diastolic = component(observation, vitalSigns.diastolic.loinc);
  if (systolic?.valueQuantity === undefined || diastolic?.valueQuantity === undefined) return undefined;
  const isHigh = (systolic.valueQuantity.value ?? 0) >= TARGET || (diastolic.valueQuantity.value ?? 0) >= 90;
  return {
    id: 'pressure',
    text: `${systolic.valueQuantity.value}/${diastolic.valueQuantity.value}`,
    unit: '',
    flag: flagOf(systolic) ?? flagOf(diastolic) ?? (isHigh ? 'H' : undefined),
  };
}

function signOf(id: string, observation: Observation | undefined, unit: string): Shown | undefined {
  const value = observation?.valueQuantity?.value;
  if (value === undefined) return undefined;
  return { id, text: formatNumber(value), unit, flag: flagOf(observation ?? {}) };
}

/** newest first */
const newest = (all: readonly Observation[]): Observation[] =>
  all.toSorted((a, b) => (b.effectiveDateTime ?? '').localeCompare(a.effectiveDateTime ?? ''));

function shownOf(all: readonly Observation[]): Shown[] {
  const latest = (loinc: string) => newest(all).find((one) => loincOf(one.code) === loinc);
  return [
    pressureOf(latest(PRESSURE)),
    signOf('pulse', latest(vitalSigns.pulse.loinc), ''),
    signOf('oxygenSaturation', latest(vitalSigns.oxygenSaturation.loinc), '%'),
    signOf('temperature', latest(vitalSigns.temperature.loinc), '°C'),
    signOf('weight', latest(vitalSigns.weight.loinc), 'kg'),
    signOf('bmi', latest(BMI), ''),
  ].flatMap((one) => one ?? []);
}

function systolicTrend(all: readonly Observation[]): TrendPoint[] {
  return newest(all)
    .toReversed()
    .flatMap((one) => {
      const value = component(one, vitalSigns.systolic.loinc)?.valueQuantity?.value;
      return value === undefined ? [] : [{ at: one.effectiveDateTime ?? '', value }];
    })
    .slice(-12);
}

interface VitalsStripProps {
  readonly encounter: string;
  readonly patient: string;
  readonly isClosed: boolean;
}

/** The signs of this visit in one line, and how the pressure went over the visits. */
export function VitalsStrip({ encounter, patient, isClosed }: VitalsStripProps) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useSearch('Observation', {
    patient: `Patient/${patient}`,
    code: [PRESSURE, BMI, ...Object.values(vitalSigns).map(({ loinc }) => loinc)]
      .map((code) => `${codeSystems.loinc}|${code}`)
      .join(','),
    _sort: '-date',
    _count: 100,
  });
  const all = data?.items ?? [];
  const here = all.filter((one) => idOf(one.encounter) === encounter);
  const shown = shownOf(here);
  const trend = systolicTrend(all);
  const time = formatTime(newest(here)[0]?.effectiveDateTime);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return (
    <section className="vitals" aria-label={t.vitals}>
      <dl className="vitals-line">
        {shown.map(({ id, text, unit, flag }) => (
          <div key={id}>
            <dt className="s">{t.vitalNames[id]}</dt>
            <dd data-flag={flag} className="n">
              {text}
              {unit !== '' && <small> {unit}</small>}
            </dd>
          </div>
        ))}
        {data !== undefined && shown.length === 0 && (
          <div>
            <dt className="s">{t.vitals}</dt>
            <dd className="vitals-none">{t.noVitals}</dd>
          </div>
        )}
      </dl>
      <div className="vitals-trend">
        {trend.length > 1 && (
          <>
            <span className="s sec nw">{t.trendOf(t.vitalNames.pressure ?? '')}</span>
            <Trend
              points={trend}
              limit={TARGET}
              label={t.trendLatest(t.vitalNames.pressure ?? '', String(trend.at(-1)?.value))}
            />
          </>
        )}
        <span className="grow s mut n">{time !== '' && t.measured(time)}</span>
        {!isClosed && (
          <Button size="sm" keyHint="Alt+V" onClick={() => setOpen(true)}>
            {t.recordVitals}
          </Button>
        )}
      </div>
      <VitalsDialog isOpen={isOpen} onOpen={setOpen} encounter={encounter} isClosed={isClosed} />
    </section>
  );
}
