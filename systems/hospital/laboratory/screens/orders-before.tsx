import { codeSystems } from '@lienmach/core';
import { formatDate, Loading, PickDialog, type PickItem, useSearch, useTexts } from '@lienmach/ui';
import { IconHistory } from '@tabler/icons-react';
import type { DiagnosticReport } from 'fhir/r4';
import { findTest, tubeOf } from '../catalogs/lab-tests.ts';
import { visitTexts } from './visit-texts.ts';

export const testCodeOfReport = (report: DiagnosticReport): string | undefined =>
  report.code.coding?.find(({ system }) => system === codeSystems.services7603)?.code;

/** Reports of the last earlier visit with laboratory orders. */
function useLastOrders(patient: string, encounter: string) {
  const found = useSearch('DiagnosticReport', {
    patient: `Patient/${patient}`,
    status: 'registered,partial,preliminary,final',
    _sort: '-date',
    _count: 100,
  });
  const others = (found.data?.items ?? []).filter((one) => one.encounter?.reference !== `Encounter/${encounter}`);
  const last = others[0]?.encounter?.reference;
  return { isLoading: found.isPending, reports: others.filter((one) => one.encounter?.reference === last) };
}

interface OrdersBeforeProps {
  readonly patient: string;
  readonly encounter: string;
  /** tests of this visit, ordered or in the basket */
  readonly isHere: (code: string) => boolean;
  readonly onTake: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Tests of the last visit, to be ticked one by one; what is here already, or no longer offered, says so. */
export function OrdersBefore({ patient, encounter, isHere, onTake, onClose }: OrdersBeforeProps) {
  const t = useTexts(visitTexts);
  const { isLoading, reports } = useLastOrders(patient, encounter);
  if (isLoading) return <Loading />;
  const itemOf = (report: DiagnosticReport): PickItem => {
    const code = testCodeOfReport(report) ?? '';
    const test = findTest(code);
    const at = report.issued ?? report.effectiveDateTime;
    const item = {
      id: code,
      title: test?.name ?? report.code.text ?? code,
      detail: [test && tubeOf(test)?.name, at && t.resultOf(formatDate(at))].filter(Boolean).join(' · '),
    };
    if (test === undefined) return { ...item, note: { tone: 'bad', text: t.notOffered }, isDisabled: true };
    return isHere(code) ? { ...item, note: { tone: 'neutral', text: t.isHere }, isDisabled: true } : item;
  };
  return (
    <PickDialog
      title={t.asBefore}
      icon={IconHistory}
      hint={formatDate(reports[0]?.issued ?? reports[0]?.effectiveDateTime)}
      items={reports.map(itemOf)}
      empty={t.nothingBefore}
      onTake={onTake}
      onClose={onClose}
    />
  );
}
