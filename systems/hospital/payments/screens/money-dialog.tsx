import {
  Button,
  Dialog,
  formatMoney,
  MoneyField,
  Note,
  SelectField,
  TextField,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconArrowBackUp, IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import type { Paper } from './papers.ts';
import { texts } from './texts.ts';
import type { ShownBill } from './use-bill.ts';
import { hasSlip, isPaidBy, isSlip, type PaidBy, paidBy } from './use-till.ts';
import type { VisitTill } from './use-visit-till.ts';

/** The paper money is given back of: the newest that is big enough. */
const sourceOf = (papers: readonly Paper[], over: number): Paper | undefined => {
  const usable = papers.filter(({ kind, isCancelled }) => kind !== 'refund' && !isCancelled);
  return usable.find(({ amount }) => amount >= over) ?? usable[0];
};

interface MoneyDialogProps {
  readonly desk: VisitTill;
  readonly bill: ShownBill;
  readonly kind: 'deposit' | 'refund';
}

function useMoney({ desk, bill, kind }: MoneyDialogProps) {
  const { till, papers } = desk;
  const over = bill.due < 0 ? -bill.due : 0;
  const [amount, setAmount] = useState<number | undefined>(kind === 'refund' ? over : undefined);
  const source = sourceOf(papers, over);
  const paid = source?.paidBy;
  // what a card or a wallet paid goes back there
  const [method, setMethod] = useState<PaidBy>(kind === 'refund' && hasSlip(paid ?? '') && paid ? paid : 'cash');
  const [slip, setSlip] = useState('');
  const [reason, setReason] = useState('');
  const isProved = !hasSlip(method) || isSlip(slip);
  const isReady =
    (amount ?? 0) > 0 && isProved && (kind === 'deposit' || (reason.trim().length >= 5 && source !== undefined));
  const close = (): void => {
    till.setRefusal(undefined);
    desk.setDialog(undefined);
  };
  const go = async (): Promise<void> => {
    if (!isReady || amount === undefined) return;
    const done = await till.attempt(async () => {
      if (kind === 'deposit') await till.takeDeposit({ amount, method, slip });
      else if (source !== undefined) await till.giveBack(source.id, { amount, method, slip }, reason);
      return true;
    });
    if (done) close();
  };
  return { amount, setAmount, method, setMethod, slip, setSlip, reason, setReason, isReady, close, go };
}

/** A deposit comes in, a refund goes out: amount, way, and for a refund the reason. */
export function MoneyDialog(props: MoneyDialogProps) {
  const t = useTexts(texts);
  const { kind, desk, bill } = props;
  const money = useMoney(props);
  const isRefund = kind === 'refund';
  const errors =
    desk.till.refusal?.fieldErrors({
      amount: "where(name='amount')",
      reason: "where(name='reason')",
      method: "where(name='method')",
      slip: "where(name='slip')",
    }) ?? {};
  useActions([
    { key: 'Ctrl+Enter', label: isRefund ? t.giveBack : t.takeDeposit, at: 'hidden', run: () => void money.go() },
  ]);
  return (
    <Dialog
      title={isRefund ? t.giveBack : t.deposit}
      icon={isRefund ? IconArrowBackUp : IconCoins}
      onClose={money.close}
      footer={
        <>
          <Button onClick={money.close} keyHint="Esc">
            {t.later}
          </Button>
          <Button
            tone="primary"
            keyHint="Ctrl+Enter"
            isBusy={desk.till.isBusy}
            disabled={!money.isReady}
            onClick={() => void money.go()}
          >
            {isRefund ? t.giveBack : t.takeDeposit}
          </Button>
        </>
      }
    >
      <div className="col">
        {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
        <p className="sec">{isRefund ? t.refundMost(formatMoney(-bill.due)) : t.depositHint}</p>
        <div className="fields">
          <MoneyField
            label={t.amount}
            value={money.amount}
            onChange={money.setAmount}
            error={errors.amount}
            isRequired
            span={6}
          />
          <SelectField
            label={t.methods}
            value={money.method}
            onChange={(value) => money.setMethod(isPaidBy(value) ? value : 'cash')}
            options={paidBy.map((value) => ({ value, label: t.ways[value] }))}
            error={errors.method}
            span={6}
          />
          {hasSlip(money.method) && (
            <TextField
              name="slip"
              label={t.slip}
              value={money.slip}
              onChange={money.setSlip}
              error={errors.slip}
              hint={t.slipHint}
              isRequired
              span={12}
            />
          )}
          {isRefund && (
            <TextField
              label={t.reason}
              value={money.reason}
              onChange={money.setReason}
              error={errors.reason}
              hint={t.reasonHint}
              isRequired
              span={12}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
