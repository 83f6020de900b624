import './papers.css';
import {
  Button,
  Empty,
  ErrorNote,
  formatDate,
  Loading,
  StatusChip,
  showToast,
  usePrint,
  useTexts,
  type WidgetProps,
} from '@lienmach/ui';
import { IconAmbulance, IconBed, IconPrinter } from '@tabler/icons-react';
import type { Composition } from 'fhir/r4';
import { useEffect, useState } from 'react';
import type { PaperKind } from '../rules/paper-kinds.ts';
import { ReferralDialog } from './referral-dialog.tsx';
import { SickLeaveDialog } from './sick-leave-dialog.tsx';
import { texts } from './texts.ts';
import { type PaperRow, usePapers } from './use-papers.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const forms: Readonly<Record<PaperKind, string>> = { 'sick-leave': 'CT07', referral: 'PCCS' };
const verbs: Readonly<Record<PaperKind, `$${string}`>> = { 'sick-leave': '$certify-sick-leave', referral: '$refer' };

interface LineProps {
  readonly row: PaperRow;
  readonly onPrint: () => void;
  readonly onWithdraw: () => void;
}

function Line({ row: { paper, kind, number, isStanding }, onPrint, onWithdraw }: LineProps) {
  const t = useTexts(texts);
  const { period, detail } = paper.event?.[0] ?? {};
  const about =
    kind === 'sick-leave'
      ? t.leave(formatDate(period?.start), formatDate(period?.end))
      : t.to(detail?.[0]?.display ?? '');
  return (
    <li className="paper-line">
      <span className="grow">
        <b>{kind === 'sick-leave' ? t.sickLeave : t.referral}</b>{' '}
        {!isStanding && <StatusChip tone="neutral">{t.withdrawn}</StatusChip>}
        <span className="s sec own-line">{about}</span>
        <span className="s mut own-line n">{t.number(number)}</span>
      </span>
      {isStanding && (
        <>
          <Button size="sm" icon={IconPrinter} aria-label={t.printOf(number)} onClick={onPrint}>
            {t.print}
          </Button>
          <Button size="sm" aria-label={t.withdrawOf(number)} onClick={onWithdraw}>
            {t.withdraw}
          </Button>
        </>
      )}
    </li>
  );
}

/** What the patient takes home: certificates and referrals of this visit, issued, printed, withdrawn. */
export function PapersWidget({ encounter = '', patient = '', onCount }: WidgetProps) {
  const t = useTexts(texts);
  const { found, rows, verb, hasStanding } = usePapers(encounter);
  const [open, setOpen] = useState<PaperKind | PaperRow>();
  const printing = usePrint();
  const standing = rows.filter(({ isStanding }) => isStanding).length;
  useEffect(() => onCount?.(standing), [onCount, standing]);
  const print = (kind: PaperKind) => printing.print({ form: forms[kind], at: `Encounter/${encounter}` });
  const close = (): void => {
    verb.clear();
    setOpen(undefined);
  };
  const issue = (kind: PaperKind) => async (input: Readonly<Record<string, unknown>>, isPrinted: boolean) => {
    const paper = await verb.run<Composition>(verbs[kind], `Encounter/${encounter}`, input);
    if (paper === undefined || paper === true) return;
    close();
    showToast(t.issued(paper.identifier?.value ?? ''));
    if (isPrinted) await print(kind);
  };
  const withdraw = async ({ paper, number }: PaperRow, reason: string): Promise<void> => {
    if ((await verb.run('$withdraw-paper', `Composition/${paper.id}`, { reason })) === undefined) return;
    close();
    showToast(t.done(number));
  };
  if (found.error !== null) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading />;
  return (
    <section className="papers" aria-label={t.title}>
      <div className="row wrap">
        <Button icon={IconBed} disabled={hasStanding('sick-leave')} onClick={() => setOpen('sick-leave')}>
          {t.sickLeave}
        </Button>
        <Button icon={IconAmbulance} disabled={hasStanding('referral')} onClick={() => setOpen('referral')}>
          {t.referral}
        </Button>
      </div>
      {rows.length === 0 && <Empty title={t.none} hint={t.noneHint} />}
      <ul className="paper-lines">
        {rows.map((row) => (
          <Line key={row.number} row={row} onPrint={() => void print(row.kind)} onWithdraw={() => setOpen(row)} />
        ))}
      </ul>
      {open === 'sick-leave' && (
        <SickLeaveDialog
          {...{ patient, verb }}
          onIssue={(input, isPrinted) => void issue('sick-leave')(input, isPrinted)}
          onClose={close}
        />
      )}
      {open === 'referral' && (
        <ReferralDialog
          verb={verb}
          onIssue={(input, isPrinted) => void issue('referral')(input, isPrinted)}
          onClose={close}
        />
      )}
      {typeof open === 'object' && (
        <WithdrawDialog
          number={open.number}
          verb={verb}
          onWithdraw={(reason) => void withdraw(open, reason)}
          onClose={close}
        />
      )}
      {printing.view}
    </section>
  );
}
