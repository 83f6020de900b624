import { recordKey, useRead, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { DiagnosticReport, Encounter, Parameters, Patient, ServiceRequest, Specimen } from 'fhir/r4';

/** A word that may be typed. */
export interface SheetWord {
  readonly code: string;
  readonly text: string;
  readonly flag: string | undefined;
  readonly typed: readonly string[];
}

/** What a released value said before it was changed. */
export interface Amended {
  readonly was: string;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

/** One indicator of the sheet, as `$result-sheet` tells it. */
export interface SheetLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly rangeText: string | undefined;
  readonly criticalLow: number | undefined;
  readonly criticalHigh: number | undefined;
  /** as it is written for the record: `<0.1` */
  readonly value: string | undefined;
  readonly flag: string | undefined;
  readonly previous: string | undefined;
  readonly previousAt: string | undefined;
  readonly source: string | undefined;
  readonly absent: string | undefined;
  /** empty: a number */
  readonly words: readonly SheetWord[];
  /** calculated, not typed */
  readonly formula: string | undefined;
  /** why a person has to look */
  readonly reasons: readonly string[];
  readonly amended: readonly Amended[];
}

export interface Reflex {
  readonly test: string;
  readonly name: string;
  readonly why: string;
}

export interface Sheet {
  readonly state: string;
  readonly version: string | undefined;
  readonly conclusion: string | undefined;
  /** verifications from result to release */
  readonly steps: number;
  readonly reflex: readonly Reflex[];
  readonly lines: readonly SheetLine[];
}

const textIn = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';

const wordOf = (part: Parameters): SheetWord => ({
  code: textIn(part, 'code'),
  text: textIn(part, 'text'),
  flag: valueIn<string>(part, 'flag'),
  typed: textIn(part, 'typed').split(' | '),
});

const amendedOf = (part: Parameters): Amended => ({
  was: textIn(part, 'was'),
  reason: textIn(part, 'reason'),
  at: textIn(part, 'at'),
  by: textIn(part, 'by'),
});

const lineOf = (part: Parameters): SheetLine => ({
  code: valueIn<string>(part, 'code') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  unit: valueIn<string>(part, 'unit') ?? '',
  low: valueIn<number>(part, 'low'),
  high: valueIn<number>(part, 'high'),
  rangeText: valueIn<string>(part, 'rangeText'),
  criticalLow: valueIn<number>(part, 'criticalLow'),
  criticalHigh: valueIn<number>(part, 'criticalHigh'),
  value: valueIn<string>(part, 'value'),
  flag: valueIn<string>(part, 'flag'),
  previous: valueIn<string>(part, 'previous'),
  previousAt: valueIn<string>(part, 'previousAt'),
  source: valueIn<string>(part, 'source'),
  absent: valueIn<string>(part, 'absent'),
  words: valuesIn<Parameters>(part, 'word').map(wordOf),
  formula: valueIn<string>(part, 'formula'),
  reasons: valuesIn<string>(part, 'reason'),
  amended: valuesIn<Parameters>(part, 'amended').map(amendedOf),
});

export const sheetOf = (answer: Parameters): Sheet => ({
  state: valueIn<string>(answer, 'state') ?? 'to-enter',
  version: valueIn<string>(answer, 'version'),
  conclusion: valueIn<string>(answer, 'conclusion'),
  steps: valueIn<number>(answer, 'steps') ?? 1,
  reflex: valuesIn<Parameters>(answer, 'reflex').map((part) => ({
    test: textIn(part, 'test'),
    name: textIn(part, 'name'),
    why: textIn(part, 'why'),
  })),
  lines: valuesIn<Parameters>(answer, 'indicator').map(lineOf),
});

/** What one order has in the record: report, tube, person, visit, and the sheet of its results. */
export interface OpenSheet {
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly patient: Patient;
  readonly specimen: Specimen | undefined;
  readonly encounter: Encounter | undefined;
  readonly sheet: Sheet;
}

const idOf = (reference: string | undefined): string | undefined => reference?.split('/')[1];

/** Everything of one order; results that arrive from an analyzer change the report, and the sheet is read again. */
export function useSheet(orderId: string) {
  const { operation } = useRecord();
  const order = useRead('ServiceRequest', orderId);
  const reports = useSearch('DiagnosticReport', { 'based-on': `ServiceRequest/${orderId}` });
  const report = reports.data?.items[0];
  const patient = useRead('Patient', idOf(order.data?.subject.reference));
  const specimen = useRead('Specimen', idOf(report?.specimen?.[0]?.reference));
  const encounter = useRead('Encounter', idOf(order.data?.encounter?.reference));
  const sheet = useQuery({
    queryKey: recordKey('DiagnosticReport', 'sheet', report?.id),
    queryFn: async () => sheetOf(await operation<Parameters>('$result-sheet', `DiagnosticReport/${report?.id}`)),
    enabled: report?.id !== undefined,
  });
  const all = [order, reports, patient, sheet];
  const isTubeKnown = report?.specimen?.[0] === undefined || !specimen.isPending;
  const open: OpenSheet | undefined =
    order.data && report && patient.data && sheet.data && isTubeKnown
      ? {
          order: order.data,
          report,
          patient: patient.data,
          specimen: specimen.data,
          encounter: encounter.data,
          sheet: sheet.data,
        }
      : undefined;
  return {
    open,
    isMissing: reports.data !== undefined && report === undefined,
    error: all.find(({ error }) => error !== null)?.error,
    retry: () => Promise.all(all.map((one) => one.refetch())),
  };
}
