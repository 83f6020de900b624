import { Button, ErrorNote, formatMoney, Note, SelectField, TextField, useActions, useTexts } from '@lienmach/ui';
import { useState } from 'react';
import { BuyerFields, type BuyerForm, buyerInput, isBuyerWhole, noBuyer } from './buyer-fields.tsx';
import { texts } from './texts.ts';
import type { ShownInvoice } from './use-invoice-day.ts';
import { usePress } from './use-press.ts';

type Job = 'replace' | 'notify' | 'retry' | 'withdraw';

const standing: ReadonlySet<string> = new Set(['coded', 'delivered']);
const jobs: ReadonlySet<string> = new Set(['replace', 'notify', 'retry', 'withdraw']);
const isJob = (text: string): text is Job => jobs.has(text);

function jobsOf({ state, kind }: ShownInvoice): readonly Job[] {
  if (state === 'parked') return ['retry', 'withdraw'];
  return standing.has(state) && kind !== 'adjustment' && kind !== 'insurer' ? ['replace', 'notify'] : [];
}

/** The sentence for what needs nobody. */
function useWhyNothing({ state, kind }: ShownInvoice): string {
  const t = useTexts(texts);
  if (state === 'replaced' || state === 'withdrawn') return t.ended;
  if (standing.has(state)) return kind === 'adjustment' ? t.adjustExplained : '';
  return state === 'waiting' ? t.inLine : t.underWay;
}

interface Form {
  readonly job: Job;
  readonly reason: string;
  readonly buyer: BuyerForm;
}

const isReady = ({ job, reason, buyer }: Form): boolean => {
  if (job === 'retry') return true;
  if (reason.trim().length < 5) return false;
  if (job === 'withdraw') return true;
  if (job === 'replace') return isBuyerWhole(buyer);
  return buyer.name.trim() !== '' || buyer.address.trim() !== '';
};

function requestOf({ job, reason, buyer }: Form) {
  if (job === 'retry') return { name: '$retry-invoice', input: {} } as const;
  if (job === 'withdraw') return { name: '$withdraw-invoice', input: { reason } } as const;
  if (job === 'replace') return { name: '$replace-invoice', input: { reason, ...buyerInput(buyer) } } as const;
  const { buyerName, buyerAddress } = buyerInput({ ...buyer, way: 'company' });
  return { name: '$notify-invoice-mistake', input: { reason, buyerName, buyerAddress } } as const;
}

interface InvoiceWorkProps {
  readonly invoice: ShownInvoice;
  readonly onDone: () => void;
}

function JobForm({ invoice, onDone, options }: InvoiceWorkProps & { readonly options: readonly Job[] }) {
  const t = useTexts(texts);
  const [form, setForm] = useState<Form>({
    job: options[0] ?? 'replace',
    reason: '',
    buyer: { ...noBuyer, way: 'company' },
  });
  const { press, isBusy, errors, trouble } = usePress(onDone);
  const isGood = isReady(form) && !isBusy;
  const set = (change: Partial<Form>): void => setForm((before) => ({ ...before, ...change }));
  const setBuyer = (change: Partial<BuyerForm>): void => set({ buyer: { ...form.buyer, ...change } });
  const go = (): void => {
    if (!isGood) return;
    const { name, input } = requestOf(form);
    void press(name, `Invoice/${invoice.id}`, input, t.saved);
  };
  useActions([{ key: 'Ctrl+Enter', label: t.save, at: 'hidden', isDisabled: !isGood, run: go }]);
  return (
    <>
      <SelectField
        name="job"
        label={t.what}
        value={form.job}
        onChange={(value) => isJob(value) && set({ job: value })}
        options={options.map((value) => ({ value, label: t[value] }))}
      />
      {form.job === 'replace' && (
        <BuyerFields buyer={form.buyer} onChange={(buyer) => set({ buyer })} errors={errors} />
      )}
      {form.job === 'notify' && (
        <>
          <TextField
            name="name"
            label={t.buyerName}
            value={form.buyer.name}
            onChange={(name) => setBuyer({ name })}
            error={errors.buyerName}
          />
          <TextField
            name="address"
            label={t.buyerAddress}
            value={form.buyer.address}
            onChange={(address) => setBuyer({ address })}
          />
        </>
      )}
      {form.job !== 'retry' && (
        <TextField
          name="reason"
          label={t.reason}
          value={form.reason}
          onChange={(reason) => set({ reason })}
          hint={t.reasonHint}
          error={errors.reason}
          isRequired
        />
      )}
      {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
      {trouble !== undefined && <ErrorNote error={trouble} />}
      <div className="row">
        <span className="grow" />
        <Button keyHint="Ctrl+Enter" isBusy={isBusy} disabled={!isGood} onClick={go}>
          {t.save}
        </Button>
      </div>
    </>
  );
}

/** One electronic invoice: what is known of it, and what the law still allows. */
export function InvoiceWork({ invoice, onDone }: InvoiceWorkProps) {
  const t = useTexts(texts);
  const options = jobsOf(invoice);
  const why = useWhyNothing(invoice);
  return (
    <div className="col g12" data-form>
      <p className="fig">{formatMoney(invoice.amount)}</p>
      <dl className="kv">
        <dt>{t.heads.number}</dt>
        <dd className="n">{invoice.number === '' ? t.notYet : invoice.number}</dd>
        <dt>{t.heads.kind}</dt>
        <dd>{`${t.kinds[invoice.kind] ?? ''}${invoice.papers === 0 ? '' : `, ${t.covers(invoice.papers)}`}`}</dd>
        <dt>{t.heads.buyer}</dt>
        <dd>{invoice.buyer}</dd>
      </dl>
      {invoice.reason !== '' && <Note tone={invoice.state === 'parked' ? 'bad' : 'warn'} title={invoice.reason} />}
      {options.length === 0 ? (
        why !== '' && <p className="sec">{why}</p>
      ) : (
        <JobForm key={options.join()} invoice={invoice} onDone={onDone} options={options} />
      )}
    </div>
  );
}
