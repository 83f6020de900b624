import { codeSystems } from '@lienmach/core';
import { ErrorNote, formatDate, formatNumber, formatTime, Loading, useSearch, useTexts } from '@lienmach/ui';
import type { Encounter, Observation } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { flagOf, hasCode } from '../rules/measured-value.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { FlaggedValue, resultText } from './results-view.tsx';
import { texts } from './texts.ts';

const REST = 250;

/** walking along the timeline with the arrows reads nothing; what one stops at is read */
function useRested(value: string): string | undefined {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested === value ? rested : undefined;
}

interface Fact {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  readonly flag: string | undefined;
}

function pressureFact(one: Observation, label: string): Fact {
  const part = (code: string) => one.component?.find((component) => hasCode(component.code, code));
  const [systolic, diastolic] = [part('8480-6'), part('8462-4')];
  const text = [systolic, diastolic].map((component) => formatNumber(component?.valueQuantity?.value)).join('/');
  return { key: one.id ?? '', label, text, unit: 'mmHg', flag: flagOf(systolic ?? {}) ?? flagOf(diastolic ?? {}) };
}

function factOf(one: Observation, pressure: string): Fact | undefined {
  if (hasCode(one.code, '85354-9')) return pressureFact(one, pressure);
  const text = resultText(one);
  if (text === '' || one.valueString !== undefined) return undefined;
  const label = (one.code.text ?? one.code.coding?.[0]?.display ?? '').replace(/ \(.*$/, '');
  return { key: one.id ?? '', label, text, unit: one.valueQuantity?.unit ?? '', flag: flagOf(one) };
}

interface FactsProps {
  readonly chart: ChartOnScreen;
  readonly encounter: Encounter;
  /** everything; else what fits beside the table */
  readonly isWhole?: boolean;
}

const FEW = 8;

function useVisitRecord(encounter: Encounter, isWhole: boolean) {
  const rested = useRested(encounter.id ?? '');
  const query =
    (isWhole ? encounter.id : rested) === undefined
      ? undefined
      : { encounter: `Encounter/${encounter.id}`, _count: 200 };
  const observations = useSearch('Observation', query);
  return observations;
}

/** diseases by name, in the order of the visit */
function Diseases({ chart, encounter }: FactsProps) {
  const t = useTexts(texts);
  const found = (encounter.diagnosis ?? []).flatMap(({ condition }) => {
    const named = chart.condition.find(({ id }) => condition.reference === `Condition/${id}`);
    return named === undefined ? [] : [named];
  });
  if (found.length === 0) return null;
  return (
    <div className="vf-block">
      <span className="mut">{t.diseases}</span>
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <b className="n">{one.code?.coding?.find(({ system }) => system === codeSystems.icd10)?.code}</b>{' '}
            {one.code?.text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Prescription({ chart, encounter, isWhole }: FactsProps) {
  const t = useTexts(texts);
  const given = chart.medication.filter((one) => one.encounter?.reference === `Encounter/${encounter.id}`);
  if (given.length === 0) return null;
  const name = (index: number) => given[index]?.medicationCodeableConcept?.text ?? '';
  return (
    <div className="vf-block">
      <span className="mut">{t.prescription}</span>
      {isWhole ? (
        <ul>
          {given.map((one, index) => (
            <li key={one.id}>
              <b>{name(index)}</b> <span className="sec">{one.dosageInstruction?.[0]?.text}</span>
            </li>
          ))}
        </ul>
      ) : (
        <span>{given.map((_, index) => name(index)).join(', ')}</span>
      )}
    </div>
  );
}

/** What a visit found and gave: measured values, diseases, prescription. */
export function VisitFacts({ chart, encounter, isWhole = false }: FactsProps) {
  const t = useTexts(texts);
  const { data, error, refetch } = useVisitRecord(encounter, isWhole);
  const facts = (data?.items ?? []).flatMap((one) => factOf(one, t.lanes.pressure) ?? []);
  const notes = (data?.items ?? []).filter(({ valueString }) => valueString !== undefined);
  const flagged = facts.filter(({ flag }) => flag !== undefined);
  const shown = isWhole ? facts : [...flagged, ...facts.filter(({ flag }) => flag === undefined)].slice(0, FEW);
  const { start, end } = encounter.period ?? {};
  const isLong = formatDate(start) !== formatDate(end) && end !== undefined;
  const doctor = encounter.participant?.[0]?.individual?.display;
  return (
    <div className="vf">
      <dl className="kv vf-kv">
        <dt>{isLong ? t.stayTime : t.time}</dt>
        <dd className="n">{isLong ? `${formatDate(start)} – ${formatDate(end)}` : formatTime(start)}</dd>
        {doctor !== undefined && (
          <>
            <dt>{t.doctor}</dt>
            <dd>{doctor}</dd>
          </>
        )}
        {shown.map(({ key, label, text, unit, flag }) => (
          <div key={key} className="vf-pair">
            <dt>{label}</dt>
            <dd>
              <FlaggedValue text={text} flag={flag} /> <span className="s mut">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      <Diseases chart={chart} encounter={encounter} />
      {isWhole &&
        notes.map((one) => (
          <div key={one.id} className="vf-block">
            <span className="mut">{one.code.text ?? one.code.coding?.[0]?.display}</span>
            <p>{one.valueString}</p>
          </div>
        ))}
      <Prescription chart={chart} encounter={encounter} isWhole={isWhole} />
    </div>
  );
}
