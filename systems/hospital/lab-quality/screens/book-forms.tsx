import { today, useTexts } from '@lienmach/ui';
import { IconAward, IconBottle, IconMicroscope } from '@tabler/icons-react';
import { readDecimal } from '../rules/read-decimal.ts';
import { booksTexts } from './books-texts.ts';
import { FormDialog, type FormField, type FormValues } from './form-dialog.tsx';

const decimal = (text: string | undefined) => ({ valueDecimal: readDecimal(text ?? '') ?? 0 });
const codes = (text: string | undefined) =>
  (text ?? '')
    .split(/[,;\s]+/)
    .filter((one) => one !== '')
    .map((valueCode) => ({ valueCode }));
const optional = (values: FormValues, ...names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));

interface NewProps {
  readonly onClose: () => void;
  readonly machines: readonly string[];
}

/** A new analyzer with the first work of its plan. */
export function NewMachine({ onClose }: NewProps) {
  const t = useTexts(booksTexts);
  const fields: readonly FormField[] = [
    { name: 'code', label: t.code, span: 6 },
    { name: 'name', label: t.name, span: 6 },
    { name: 'model', label: t.model, span: 6, isOptional: true },
    { name: 'serialNumber', label: t.serial, span: 6, isOptional: true },
    {
      name: 'kind',
      label: t.planKind,
      kind: 'choice',
      options: Object.entries(t.kinds).map(([value, label]) => ({ value, label })),
    },
    { name: 'title', label: t.planTitle, span: 8 },
    { name: 'everyDays', label: t.everyDays, kind: 'number' },
    { name: 'last', label: t.planLast, kind: 'date' },
    { name: 'indicators', label: t.indicators, isOptional: true },
  ];
  const inputOf = (values: FormValues) => ({
    ...optional(values, 'code', 'name', 'model', 'serialNumber'),
    plan: [
      {
        kind: { valueCode: values.kind },
        title: values.title,
        everyDays: { valueInteger: Math.round(readDecimal(values.everyDays ?? '') ?? 0) },
        last: { valueDate: values.last },
        indicator: codes(values.indicators),
      },
    ],
  });
  return (
    <FormDialog
      title={t.addMachine}
      icon={IconMicroscope}
      fields={fields}
      initial={{ kind: 'maintenance', last: today() }}
      verb="$save-instrument"
      at="Device"
      inputOf={inputOf}
      said={t.saved}
      onClose={onClose}
    />
  );
}

/** A lot comes in. */
export function NewReagent({ onClose, machines }: NewProps) {
  const t = useTexts(booksTexts);
  const fields: readonly FormField[] = [
    {
      name: 'instrument',
      label: t.heads.machine,
      kind: 'choice',
      options: machines.map((value) => ({ value, label: value })),
    },
    { name: 'reagent', label: t.reagentCode },
    { name: 'name', label: t.name },
    { name: 'lot', label: t.lot },
    { name: 'expiry', label: t.expiry, kind: 'date' },
    { name: 'quantity', label: t.quantity, kind: 'number' },
    { name: 'unit', label: t.unit },
    { name: 'minimum', label: t.minimum, kind: 'number', isOptional: true },
    { name: 'onboardDays', label: t.onboardDays, kind: 'number', isOptional: true },
    { name: 'indicators', label: t.indicators, span: 12 },
  ];
  const inputOf = ({ indicators, expiry, quantity, minimum, onboardDays, ...values }: FormValues) => ({
    ...values,
    expiry: { valueDate: expiry },
    quantity: decimal(quantity),
    ...(minimum ? { minimum: decimal(minimum) } : {}),
    ...(onboardDays ? { onboardDays: { valueInteger: Math.round(readDecimal(onboardDays) ?? 0) } } : {}),
    indicator: codes(indicators),
  });
  return (
    <FormDialog
      title={t.addReagent}
      icon={IconBottle}
      fields={fields}
      initial={{ instrument: machines[0] ?? '', unit: 'test' }}
      verb="$receive-reagent"
      at="Substance"
      inputOf={inputOf}
      said={t.saved}
      onClose={onClose}
    />
  );
}

/** A sample of a round was measured and sent. */
export function NewExternal({ onClose, machines }: NewProps) {
  const t = useTexts(booksTexts);
  const fields: readonly FormField[] = [
    { name: 'programme', label: t.programme },
    { name: 'round', label: t.round },
    { name: 'sample', label: t.sample },
    {
      name: 'instrument',
      label: t.heads.machine,
      kind: 'choice',
      options: machines.map((value) => ({ value, label: value })),
    },
    { name: 'indicator', label: t.indicatorCode },
    { name: 'name', label: t.heads.indicator },
    { name: 'value', label: t.value, kind: 'number' },
    { name: 'unit', label: t.unit },
  ];
  const inputOf = ({ indicator, value, ...values }: FormValues) => ({
    ...values,
    indicator: { valueCode: indicator },
    value: decimal(value),
  });
  return (
    <FormDialog
      title={t.addExternal}
      icon={IconAward}
      fields={fields}
      initial={{ instrument: machines[0] ?? '' }}
      verb="$record-external-result"
      at="Observation"
      inputOf={inputOf}
      said={t.saved}
      onClose={onClose}
    />
  );
}
