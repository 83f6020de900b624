import { recordKey, useRead, useRecord, useSearch, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { DiagnosticReport, Encounter, Parameters, Patient, ServiceRequest, Specimen } from 'fhir/r4';

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
}

export interface Sheet {
  readonly state: string;
  readonly version: string | undefined;
  readonly conclusion: string | undefined;
  readonly lines: readonly SheetLine[];
}

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
});

export const sheetOf = (answer: Parameters): Sheet => ({
  state: valueIn<string>(answer, 'state') ?? 'to-enter',
  version: valueIn<string>(answer, 'version'),
  conclusion: valueIn<string>(answer, 'conclusion'),
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
