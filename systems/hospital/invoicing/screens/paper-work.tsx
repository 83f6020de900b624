import { Button, ErrorNote, formatMoney, Note, SelectField, TextField, useActions, useTexts } from '@lienmach/ui';
import { IconFileInvoice } from '@tabler/icons-react';
import { useState } from 'react';
import { BuyerFields, buyerInput, isBuyerWhole, noBuyer } from './buyer-fields.tsx';
import { texts } from './texts.ts';
import type { ShownPaper } from './use-invoice-day.ts';
import { usePress } from './use-press.ts';

interface PaperWorkProps {
  readonly paper: ShownPaper;
  readonly onDone: () => void;
}

function Facts({ paper }: { readonly paper: ShownPaper }) {
  const t = useTexts(texts);
  return (
    <>
      <p className="fig">{formatMoney(paper.amount)}</p>
      <dl className="kv">
        <dt>{t.paperKinds[paper.kind]}</dt>
        <dd className="n">{paper.number}</dd>
        <dt>{t.heads.person}</dt>
        <dd>{paper.name}</dd>
      </dl>
    </>
  );
}

/** The patient asks for an invoice: who buys, one press. */
function Issue({ paper, onDone }: PaperWorkProps) {
  const t = useTexts(texts);
  const [buyer, setBuyer] = useState(noBuyer);
  // one press of this form is one request, however often the line breaks
  const [key] = useState(() => crypto.randomUUID());
  const { press, isBusy, errors, trouble } = usePress(onDone);
  const isReady = isBuyerWhole(buyer) && !isBusy;
  const go = (): void => {
    if (isReady) void press('$issue-invoice', `Encounter/${paper.visit}`, { key, ...buyerInput(buyer) }, t.issued);
  };
  useActions([{ key: 'Ctrl+Enter', label: t.issue, at: 'hidden', isDisabled: !isReady, run: go }]);
  return (
    <>
      <p className="sec">{t.issueHint}</p>
      <BuyerFields buyer={buyer} onChange={setBuyer} errors={errors} />
      {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
      {trouble !== undefined && <ErrorNote error={trouble} />}
      <div className="row">
        <span className="grow" />
        <Button icon={IconFileInvoice} keyHint="Ctrl+Enter" isBusy={isBusy} disabled={!isReady} onClick={go}>
          {t.issue}
        </Button>
      </div>
    </>
  );
}

/** Money went back from an invoice that stands: adjust it, or replace it when that was its way before. */
function Correct({ paper, onDone }: PaperWorkProps) {
  const t = useTexts(texts);
  const [way, setWay] = useState('adjust');
  const [reason, setReason] = useState('');
  const { press, isBusy, errors, trouble } = usePress(onDone);
  const isReady = reason.trim().length >= 5 && paper.original !== '' && !isBusy;
  const go = (): void => {
    if (!isReady) return;
    const input = { paper: { valueReference: { reference: `Invoice/${paper.id}` } }, reason };
    void press(way === 'adjust' ? '$adjust-invoice' : '$replace-invoice', `Invoice/${paper.original}`, input, t.saved);
  };
  useActions([{ key: 'Ctrl+Enter', label: t.save, at: 'hidden', isDisabled: !isReady, run: go }]);
  return (
    <>
      <SelectField
        name="way"
        label={t.what}
        value={way}
        onChange={setWay}
        options={[
          { value: 'adjust', label: t.adjust },
          { value: 'replace', label: t.replaceBy },
        ]}
      />
      <TextField
        name="reason"
        label={t.reason}
        value={reason}
        onChange={setReason}
        hint={t.reasonHint}
        error={errors.reason}
        isRequired
      />
      {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
      {trouble !== undefined && <ErrorNote error={trouble} />}
      <div className="row">
        <span className="grow" />
        <Button keyHint="Ctrl+Enter" isBusy={isBusy} disabled={!isReady} onClick={go}>
          {t.save}
        </Button>
      </div>
    </>
  );
}

/** What may be done with a paper that waits. */
export function PaperWork({ paper, onDone }: PaperWorkProps) {
  const t = useTexts(texts);
  return (
    <div className="col g12" data-form>
      <Facts paper={paper} />
      {paper.state === 'held' && <Note tone="info" title={t.heldExplained} />}
      {paper.state === 'open' && <Issue paper={paper} onDone={onDone} />}
      {paper.state === 'pending' && <Correct paper={paper} onDone={onDone} />}
    </div>
  );
}
