import type { CdaAmount, CdaValue, MeasureDraft, PanelDraft, SectionDraft } from '@lienmach/cda';
import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { DiagnosticReport, Observation, Quantity } from 'fhir/r4';
import { cdaConcept, idOf } from './document-roots.ts';

/** `5,4`: as it is read in Viet Nam */
const shown = (text: string): string => text.replace('.', ',');

function amountOf({ value, comparator, unit, code, system }: Quantity): CdaAmount | undefined {
  if (value === undefined) return undefined;
  const digits = String(value);
  // numbers of medicine are not that small or large; one that is stays words
  if (digits.includes('e')) return undefined;
  const isUcum = system === codeSystems.ucum && code !== undefined;
  const said = isUcum ? code : (unit ?? code);
  return {
    digits,
    isUcum,
    ...(comparator === undefined ? {} : { comparator }),
    ...(said === undefined ? {} : { unit: said }),
  };
}

type Valued = Pick<Observation, 'valueQuantity' | 'valueString' | 'valueCodeableConcept'>;

function measured(one: Valued): CdaValue | undefined {
  const amount = one.valueQuantity && amountOf(one.valueQuantity);
  if (amount !== undefined) return { amount };
  if (one.valueQuantity?.value !== undefined) return { text: valueWords(one) };
  if (one.valueString !== undefined) return { text: one.valueString };
  return one.valueCodeableConcept === undefined ? undefined : { concept: cdaConcept(one.valueCodeableConcept) };
}

const marks: Readonly<Record<string, string>> = { '<': '< ', '<=': '≤ ', '>': '> ', '>=': '≥ ' };

/** The value as people read it, with its bound and unit. */
export function valueWords({ valueQuantity, valueString, valueCodeableConcept }: Valued): string {
  if (valueQuantity?.value !== undefined) {
    const { value, comparator = '', unit, code } = valueQuantity;
    return [`${marks[comparator] ?? ''}${shown(String(value))}`, unit ?? code].filter(Boolean).join(' ');
  }
  return valueString ?? valueCodeableConcept?.text ?? valueCodeableConcept?.coding?.[0]?.display ?? '';
}

export const nameOf = ({ code }: Pick<Observation, 'code'>): string =>
  code.text ?? code.coding?.[0]?.display ?? code.coding?.[0]?.code ?? '';

function rangeOf({ referenceRange = [] }: Observation): Pick<MeasureDraft, 'range'> {
  const [range] = referenceRange;
  const [low, high] = [range?.low && amountOf(range.low), range?.high && amountOf(range.high)];
  const made = {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(range?.text === undefined ? {} : { text: range.text }),
  };
  return Object.keys(made).length === 0 ? {} : { range: made };
}

/** Both ends, or the one there is; the words stand beside them. */
function rangeWords({ referenceRange = [] }: Observation): string {
  const { low, high, text = '' } = referenceRange[0] ?? {};
  const [from, to] = [low?.value, high?.value].map((one) => (one === undefined ? undefined : shown(String(one))));
  const ends =
    from !== undefined && to !== undefined
      ? `${from} – ${to}`
      : from !== undefined
        ? `≥ ${from}`
        : to === undefined
          ? ''
          : `≤ ${to}`;
  return ends === '' || text === '' ? ends + text : `${ends} (${text})`;
}

export function measureOf(one: Observation, row: string | undefined): MeasureDraft {
  const value = measured(one);
  const flag = one.interpretation?.[0]?.coding?.[0]?.code;
  const start = one.effectiveDateTime ?? one.issued;
  return {
    kind: 'observation',
    ids: one.id === undefined ? [] : [idOf(`${identifierSystems.labResult}/id`, one.id)],
    concept: cdaConcept(one.code),
    status: one.status === 'cancelled' ? 'aborted' : 'completed',
    ...(value === undefined ? {} : { value }),
    ...(flag === undefined ? {} : { flag }),
    ...(start === undefined ? {} : { start }),
    ...rangeOf(one),
    ...(row === undefined ? {} : { row }),
  };
}

const resultsOf = (report: DiagnosticReport, observations: readonly Observation[]): Observation[] =>
  (report.result ?? []).flatMap(
    ({ reference }) => observations.find(({ id }) => reference === `Observation/${id}`) ?? [],
  );

const isTold = ({ status }: Observation): boolean => ['final', 'amended', 'corrected', 'cancelled'].includes(status);

function panelOf(report: DiagnosticReport, index: number, observations: readonly Observation[]): PanelDraft {
  const number = identifierValue(report, identifierSystems.orderNumber) ?? report.id ?? String(index);
  const start = report.effectiveDateTime ?? report.issued;
  return {
    kind: 'battery',
    ids: [idOf(identifierSystems.orderNumber, number)],
    concept: cdaConcept(report.code),
    status: 'completed',
    ...(start === undefined ? {} : { start }),
    parts: resultsOf(report, observations)
      .filter(isTold)
      .map((one, place) => measureOf(one, `kq-${index}-${place}`)),
  };
}

function rowsOf(report: DiagnosticReport, index: number, observations: readonly Observation[]) {
  return resultsOf(report, observations)
    .filter(isTold)
    .map((one, place) => ({
      id: `kq-${index}-${place}`,
      cells: [
        nameOf(one),
        one.status === 'cancelled' ? 'Không đo được' : valueWords(one),
        rangeWords(one),
        one.interpretation?.[0]?.text ?? one.interpretation?.[0]?.coding?.[0]?.code ?? '',
      ],
    }));
}

/** Released laboratory results: one table for people, one battery for each report. */
export function resultSection(
  reports: readonly DiagnosticReport[],
  observations: readonly Observation[],
): SectionDraft {
  const conclusions = reports.flatMap(({ conclusion, code }) =>
    conclusion === undefined ? [] : [`${code.text ?? ''}: ${conclusion}`],
  );
  const panels = reports.map((report, index) => panelOf(report, index, observations));
  const isEmpty = panels.every(({ parts }) => parts.length === 0);
  return {
    code: {
      code: '30954-2',
      system: '2.16.840.1.113883.6.1',
      display: 'Relevant diagnostic tests and/or laboratory data',
    },
    title: 'Kết quả cận lâm sàng',
    paragraphs: isEmpty && conclusions.length === 0 ? ['Không có.'] : conclusions,
    table: {
      head: ['Chỉ số', 'Kết quả', 'Khoảng tham chiếu', 'Đánh giá'],
      rows: reports.flatMap((report, index) => rowsOf(report, index, observations)),
    },
    entries: panels.filter(({ parts }) => parts.length > 0),
  };
}
