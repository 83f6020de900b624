import {
  Button,
  ErrorNote,
  formatDateTime,
  isOutcomeError,
  SelectField,
  showToast,
  TextField,
  useActions,
  useSearch,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { useState } from 'react';
import { readDecimal } from '../rules/read-decimal.ts';
import { booksTexts } from './books-texts.ts';
import { booksKey, type ShownExternal, type ShownReagent, type ShownWork } from './use-books.ts';
import { boardKey } from './use-quality.ts';

const decimal = (text: string) => {
  const value = readDecimal(text);
  return value === undefined ? {} : { valueDecimal: value };
};

/** What was done to an instrument, newest first. */
function Log({ device }: { readonly device: string }) {
  const t = useTexts(booksTexts);
  const log = useSearch('Task', { focus: `Device/${device}`, _sort: '-authored-on', _count: 10 }).data?.items ?? [];
  return (
    <>
      <h3 className="section">{t.log}</h3>
      {log.length === 0 && <p className="mut">{t.noLog}</p>}
      <ul className="books-log">
        {log.map(({ id, code, status, authoredOn, note, owner }) => (
          <li key={id}>
            <b>{code?.text}</b> {status === 'failed' && <span className="hi">{t.logFailed}</span>}
            <span className="mut s">
              {[formatDateTime(authoredOn), owner?.display, note?.[0]?.text].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Work on an instrument is recorded; what was due begins anew. */
export function MachineWork({ work }: { readonly work: ShownWork }) {
  const t = useTexts(booksTexts);
  const verb = useVerb(booksKey, boardKey, ['fhir', 'Task']);
  const [form, setForm] = useState({ work: '', note: '', passed: 'yes', service: '' });
  const set = (name: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const record = async (): Promise<void> => {
    const answer = await verb.run('$record-service', `Device/${work.device}`, {
      ...(work.title === '' ? { work: form.work } : { plan: work.title }),
      passed: form.passed === 'yes',
      ...(form.note === '' ? {} : { note: form.note }),
      ...(form.service === '' ? {} : { inService: form.service === 'in' }),
    });
    if (answer === undefined) return;
    setForm({ work: '', note: '', passed: 'yes', service: '' });
    showToast(t.recorded);
  };
  useActions([{ key: 'Ctrl+S', label: t.record, isPrimary: true, isDisabled: verb.isBusy, run: () => void record() }]);
  return (
    <div className="col" data-form>
      <p>
        <b>{work.code}</b> {work.name}
      </p>
      {work.title === '' ? (
        <TextField name="work" label={t.workName} value={form.work} onChange={set('work')} />
      ) : (
        <p className="sec">{work.title}</p>
      )}
      <div className="fields">
        <SelectField
          name="passed"
          label={t.result}
          span={6}
          value={form.passed}
          onChange={set('passed')}
          options={[
            { value: 'yes', label: t.passed },
            { value: 'no', label: t.failed },
          ]}
        />
        <SelectField
          name="service"
          label={t.service}
          span={6}
          value={form.service}
          onChange={set('service')}
          placeholder={t.unchanged}
          options={[
            { value: 'in', label: t.inService },
            { value: 'out', label: t.stop },
          ]}
        />
      </div>
      <TextField name="note" label={t.note} value={form.note} onChange={set('note')} />
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      <Log device={work.device} />
    </div>
  );
}

/** A lot is opened, used, thrown away. */
export function ReagentWork({ lot }: { readonly lot: ShownReagent }) {
  const t = useTexts(booksTexts);
  const verb = useVerb(booksKey, boardKey);
  const [quantity, setQuantity] = useState('');
  const move = async (act: string): Promise<void> => {
    const more = act === 'use' ? { quantity: decimal(quantity) } : {};
    if ((await verb.run('$move-reagent', `Substance/${lot.id}`, { act: { valueCode: act }, ...more })) === undefined)
      return;
    setQuantity('');
    showToast(t.moved);
  };
  const errors: Readonly<Record<string, string>> = isOutcomeError(verb.error)
    ? verb.error.fieldErrors({ quantity: 'quantity' })
    : {};
  useActions([
    {
      key: 'Ctrl+S',
      label: t.use,
      isPrimary: true,
      isDisabled: verb.isBusy || readDecimal(quantity) === undefined,
      run: () => void move('use'),
    },
  ]);
  return (
    <div className="col" data-form>
      <p>
        <b>{lot.name}</b> <span className="n">{lot.lot}</span>
      </p>
      <TextField
        name="quantity"
        label={t.quantity}
        isNumeric
        end={lot.unit}
        error={errors.quantity}
        value={quantity}
        onChange={setQuantity}
      />
      <div className="row wrap">
        <Button isBusy={verb.isBusy} onClick={() => void move('open')}>
          {t.open}
        </Button>
        <Button tone="danger" isBusy={verb.isBusy} onClick={() => void move('discard')}>
          {t.discard}
        </Button>
      </div>
      <p className="mut s">{t.heldHint}</p>
      {verb.error !== undefined && errors.quantity === undefined && <ErrorNote error={verb.error} />}
    </div>
  );
}

/** The organiser's answer, and what follows from it. */
export function ExternalWork({ sample }: { readonly sample: ShownExternal }) {
  const t = useTexts(booksTexts);
  const { hasRole } = useSession();
  const verb = useVerb(booksKey);
  const [form, setForm] = useState({ assigned: '', sd: '', action: '' });
  const set = (name: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const mayConclude = (hasRole('lab-doctor') || hasRole('lab-head')) && sample.conclusion === 'waiting';
  const conclude = async (): Promise<void> => {
    const answer = await verb.run('$conclude-external-result', `Observation/${sample.id}`, {
      assigned: decimal(form.assigned),
      sd: decimal(form.sd),
      ...(form.action === '' ? {} : { action: form.action }),
    });
    if (answer !== undefined) showToast(t.concluded);
  };
  useActions(
    mayConclude
      ? [{ key: 'Ctrl+S', label: t.conclude, isPrimary: true, isDisabled: verb.isBusy, run: () => void conclude() }]
      : [],
  );
  return (
    <div className="col" data-form>
      <p>
        <b>{sample.name}</b> · {sample.instrument}
        <span className="mut s books-line">{formatDateTime(sample.sentAt)}</span>
      </p>
      {sample.conclusion !== 'waiting' && <p>{sample.action}</p>}
      {sample.conclusion === 'waiting' && !mayConclude && <p className="mut">{t.waitDoctor}</p>}
      {mayConclude && (
        <>
          <div className="fields">
            <TextField
              name="assigned"
              label={t.assigned}
              span={6}
              isNumeric
              value={form.assigned}
              onChange={set('assigned')}
            />
            <TextField name="sd" label={t.sdpa} span={6} isNumeric value={form.sd} onChange={set('sd')} />
          </div>
          <TextField name="action" label={t.action} value={form.action} onChange={set('action')} />
        </>
      )}
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
    </div>
  );
}
