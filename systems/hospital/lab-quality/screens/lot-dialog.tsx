import {
  ActionDialog,
  CheckField,
  DateField,
  isOutcomeError,
  showToast,
  TextField,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import { readDecimal } from '../rules/read-decimal.ts';
import { texts } from './texts.ts';
import { boardKey, chartKey, type ShownLine } from './use-quality.ts';

const empty = {
  lot: '',
  level: '1',
  material: '',
  instrument: '',
  indicator: '',
  name: '',
  mean: '',
  sd: '',
  unit: '',
  ucum: '',
  allowableError: '',
};
type Form = typeof empty;

const decimal = (value: number): { readonly valueDecimal: number } => ({ valueDecimal: value });

/** what the verb gets; numbers that cannot be read are said at their field */
function inputOf(form: Form, expiry: string | undefined, isParallel: boolean) {
  const { mean, sd, allowableError, ...text } = form;
  const [readMean, readSd, readError] = [mean, sd, allowableError].map(readDecimal);
  if (readMean === undefined || readSd === undefined) return undefined;
  const { lot, level, material, instrument, indicator, name, unit, ucum } = text;
  return {
    lot,
    level,
    material,
    expiry: { valueDate: expiry },
    target: [
      {
        instrument,
        indicator: { valueCode: indicator },
        name: name === '' ? indicator : name,
        mean: decimal(readMean),
        sd: decimal(readSd),
        unit,
        ...(ucum === '' ? {} : { ucum: { valueCode: ucum } }),
        parallel: isParallel,
        ...(readError === undefined ? {} : { allowableError: decimal(readError) }),
      },
    ],
  };
}

const wide: Readonly<Record<string, number>> = { material: 8, name: 8 };

/** A control lot and what it should measure here. */
export function LotDialog({ line, onClose }: { readonly line: ShownLine | undefined; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const verb = useVerb(boardKey, chartKey);
  const [form, setForm] = useState<Form>({
    ...empty,
    instrument: line?.instrument ?? '',
    indicator: line?.indicator ?? '',
    name: line?.name ?? '',
    unit: line?.control[0]?.unit ?? '',
  });
  const [expiry, setExpiry] = useState<string>();
  const [isParallel, setParallel] = useState(line !== undefined);
  const [isTried, setTried] = useState(false);
  const errors: Readonly<Record<string, string>> = isOutcomeError(verb.error)
    ? verb.error.fieldErrors({ expiry: 'expiry' })
    : {};
  const save = async (): Promise<void> => {
    setTried(true);
    const input = inputOf(form, expiry, isParallel);
    if (input === undefined || expiry === undefined) return;
    if ((await verb.run('$save-control-lot', 'Substance', input)) === undefined) return;
    showToast(t.lotSaved);
    onClose();
  };
  const field = (name: keyof Form, label: string, more: { readonly isNumber?: boolean } = {}) => (
    <TextField
      name={name}
      label={label}
      span={wide[name] ?? 4}
      isNumeric={more.isNumber === true}
      value={form[name]}
      error={
        isTried && more.isNumber === true && name !== 'allowableError' && readDecimal(form[name]) === undefined
          ? t.notNumber
          : undefined
      }
      onChange={(value) => setForm((before) => ({ ...before, [name]: value }))}
    />
  );
  return (
    <ActionDialog
      title={t.lotTitle}
      icon={IconFlask}
      width={560}
      action={{ key: 'Ctrl+S', label: t.saveLot, isBusy: verb.isBusy, run: () => void save() }}
      cancel={t.cancel}
      error={errors.expiry === undefined ? verb.error : undefined}
      onClose={onClose}
    >
      <div className="fields" data-form>
        {field('lot', t.lotNumber)}
        {field('level', t.lotLevel)}
        <DateField
          name="expiry"
          label={t.expiry}
          span={4}
          isRequired
          error={errors.expiry}
          value={expiry}
          onChange={setExpiry}
        />
        {field('material', t.material)}
        {field('instrument', t.instrument)}
        {field('indicator', t.indicatorCode)}
        {field('name', t.indicatorName)}
        {field('mean', t.mean, { isNumber: true })}
        {field('sd', 'SD', { isNumber: true })}
        {field('allowableError', t.allowableError, { isNumber: true })}
        {field('unit', t.unit)}
        {field('ucum', t.ucum)}
      </div>
      <CheckField label={t.isParallel} isChecked={isParallel} onChange={setParallel} />
    </ActionDialog>
  );
}
