import './bench.css';
import './sheet.css';
import './side.css';
import { identifierSystems } from '@lienmach/core';
import {
  Empty,
  type RecordClient,
  type Scan,
  useActions,
  useRecord,
  useScan,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { useCallback } from 'react';
import { useNavigate, useParams } from 'react-router';
import { type BenchGroup, type BenchLine, groupOf } from './bench-line-of.ts';
import { BenchList } from './bench-list.tsx';
import { benchTexts } from './bench-texts.ts';
import { SheetView } from './sheet-view.tsx';
import { SigningBatch } from './signing-batch.tsx';
import { useBenchPages } from './use-bench-pages.ts';

const forDoctors: readonly BenchGroup[] = [
  'overdue',
  'call',
  'to-release',
  'to-verify',
  'partial',
  'to-enter',
  'to-receive',
  'to-collect',
  'released',
];
const forTechnicians: readonly BenchGroup[] = [
  'overdue',
  'call',
  'partial',
  'to-receive',
  'to-enter',
  'to-collect',
  'to-verify',
  'to-release',
  'released',
];

const isOf = (line: BenchLine, { value, text, patient }: Scan): boolean =>
  [line.orderNumber, line.specimenNumber, line.patientNumber].some((number) => number === value || number === text) ||
  (patient?.id !== undefined && line.patient === patient.id);

/** an order that has left the bench: found by its own number or by its tube */
async function findOrder({ search }: RecordClient, { value, text }: Scan): Promise<string | undefined> {
  const either = (system: string): string => [...new Set([text, value])].map((one) => `${system}|${one}`).join(',');
  const orders = await search('ServiceRequest', { identifier: either(identifierSystems.orderNumber), _count: 1 });
  if (orders.items[0]?.id !== undefined) return orders.items[0].id;
  const tubes = await search('Specimen', { identifier: either(identifierSystems.specimenNumber), _count: 1 });
  const tube = tubes.items[0]?.id;
  if (tube === undefined) return undefined;
  return (await search('ServiceRequest', { specimen: `Specimen/${tube}`, _count: 1 })).items[0]?.id;
}

/** The bench: what waits on the left, the sheet in the middle, the critical call on the right. */
export function BenchScreen() {
  const t = useTexts(benchTexts);
  const { order } = useParams();
  const navigate = useNavigate();
  const record = useRecord();
  const { hasRole } = useSession();
  const pages = useBenchPages();
  const groups = hasRole('lab-doctor') ? forDoctors : forTechnicians;
  const lines = groups.flatMap((group) => (pages.lines ?? []).filter((line) => groupOf(line) === group));
  const open = useCallback((id: string): void => void navigate(`/laboratory/bench/${id}`), [navigate]);
  const openLine = useCallback((line: BenchLine): void => open(line.order), [open]);
  const at = lines.findIndex((line) => line.order === order);
  const go = (by: 1 | -1): void => {
    const goal = lines[at + by];
    if (goal !== undefined) open(goal.order);
  };
  const onReleased = (): void => {
    const rest = lines.filter((line) => line.order !== order);
    const next =
      rest.find((line) => groupOf(line) === 'to-release') ??
      rest.find((line) => groupOf(line) === 'to-verify') ??
      rest.find((line) => groupOf(line) === 'call');
    const isUntold = lines[at]?.hasCall === true;
    if (!isUntold && next !== undefined) open(next.order);
  };
  useScan(['order', 'tube', 'patient', 'code'], async (scan) => {
    const found = lines.find((line) => isOf(line, scan));
    if (found !== undefined) {
      open(found.order);
      return t.scanHit(found.test, found.name);
    }
    const elsewhere = await findOrder(record, scan);
    if (elsewhere === undefined) return false;
    open(elsewhere);
    return true;
  });
  useActions([
    { key: 'PageDown', label: t.next, at: 'hidden', isDisabled: lines[at + 1] === undefined, run: () => go(1) },
    { key: 'PageUp', label: t.previousSheet, at: 'hidden', isDisabled: at < 1, run: () => go(-1) },
    {
      key: 'Ctrl+1',
      label: t.listKey,
      at: 'hidden',
      run: () => document.querySelector<HTMLElement>('.bench-line button[aria-current], .bench-line button')?.focus(),
    },
  ]);
  return (
    <div className="bench">
      <BenchList pages={pages} groups={groups} open={order} onOpen={openLine} />
      <div className="bench-sheet" data-empty={order === undefined || undefined}>
        {order === undefined ? (
          <Empty title={t.nobody} hint={t.nobodyHint} />
        ) : (
          <SheetView key={order} orderId={order} onReleased={onReleased} />
        )}
      </div>
      <SigningBatch />
    </div>
  );
}
