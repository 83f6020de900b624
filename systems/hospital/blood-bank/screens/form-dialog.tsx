import {
  Button,
  CheckField,
  DateField,
  Dialog,
  ErrorNote,
  SelectField,
  type SelectOption,
  showToast,
  TextField,
  useActions,
  useIsNarrow,
  useScan,
  useTexts,
  type Verb,
} from '@lienmach/ui';
import type { Icon } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { texts } from './texts.ts';

/** One field of a small form; what is not optional has to be filled in. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  /** `scan`: filled by a reader wherever the focus is */
  readonly kind?: 'text' | 'scan' | 'number' | 'date' | 'choice' | 'check';
  readonly options?: readonly SelectOption[];
  readonly span?: number;
  readonly hint?: string;
  readonly isOptional?: boolean;
}

export type FormValues = Readonly<Record<string, string>>;

interface FormDialogProps {
  readonly title: string;
  readonly icon: Icon;
  readonly fields: readonly FormField[];
  readonly initial?: FormValues;
  readonly verb: Verb;
  readonly name: `$${string}`;
  readonly at: string;
  readonly inputOf: (values: FormValues) => Readonly<Record<string, unknown>>;
  readonly confirm: string;
  readonly said: string;
  readonly isDanger?: boolean;
  readonly children?: ReactNode;
  /** what the verb answered, where it answers with parameters; `onClose` follows */
  readonly onAnswer?: (answer: Parameters) => void;
  readonly onClose: () => void;
}

/** Enter goes on to the next field, as readers send it; on the last one it sends the form. */
function onEnter(event: KeyboardEvent<HTMLElement>, send: () => void): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
  if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select')];
  const next = all[all.indexOf(event.target) + 1];
  if (next === undefined) send();
  else next.focus();
}

const focusLater = (selector: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
};

function FieldOf({
  field,
  value,
  error,
  onChange,
}: {
  readonly field: FormField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const isNarrow = useIsNarrow();
  const span = field.span ?? 6;
  const shared = {
    name: field.name,
    label: field.label,
    // six columns on a telephone: half or whole
    span: isNarrow ? (span > 6 ? 6 : 3) : span,
    isRequired: field.isOptional !== true,
    error,
    ...(field.hint === undefined ? {} : { hint: field.hint }),
  };
  if (field.kind === 'check')
    return (
      <div className="bank-check">
        <CheckField label={field.label} isChecked={value === 'yes'} onChange={(is) => onChange(is ? 'yes' : '')} />
      </div>
    );
  if (field.kind === 'date')
    return <DateField {...shared} value={value || undefined} onChange={(day) => onChange(day ?? '')} />;
  if (field.kind === 'choice')
    return <SelectField {...shared} value={value} placeholder="" options={field.options ?? []} onChange={onChange} />;
  const isNumber = field.kind === 'number';
  return (
    <TextField
      {...shared}
      isNumeric={isNumber || field.kind === 'scan'}
      {...(isNumber ? { inputMode: 'decimal' as const } : {})}
      value={value}
      onChange={onChange}
    />
  );
}

/** A few fields, one verb, its refusal shown where they were typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, icon, fields, verb, name, at, inputOf, confirm, said, isDanger = false, children, onClose } = props;
  const t = useTexts(texts);
  const [values, setValues] = useState<FormValues>(props.initial ?? {});
  const [isTried, setTried] = useState(false);
  const typedIn = (field: FormField): string => values[field.name] ?? '';
  const isMissing = (field: FormField): boolean =>
    field.isOptional !== true && field.kind !== 'check' && typedIn(field).trim() === '';
  const set = (field: FormField, value: string) => setValues((before) => ({ ...before, [field.name]: value }));
  const send = async (): Promise<void> => {
    setTried(true);
    if (fields.some(isMissing)) return focusLater('dialog [aria-invalid="true"]');
    const answer = await verb.run<Parameters>(name, at, inputOf(values));
    if (answer === undefined) return;
    showToast(said);
    if (answer !== true) props.onAnswer?.(answer);
    onClose();
  };
  useScan('*', ({ text }) => {
    const scans = fields.filter(({ kind }) => kind === 'scan');
    const here = scans.find(({ name: one }) => document.activeElement?.getAttribute('name') === one);
    const field = here ?? scans.find((one) => typedIn(one) === '');
    if (field === undefined) return false;
    set(field, text);
    const next = fields[fields.indexOf(field) + 1];
    if (next !== undefined) focusLater(`dialog [name="${next.name}"]`);
    return field.label;
  });
  useActions([{ key: 'Ctrl+S', label: confirm, at: 'hidden', run: () => void send() }]);
  return (
    <Dialog
      title={title}
      icon={icon}
      width={560}
      isDanger={isDanger}
      onClose={onClose}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.back}
          </Button>
          <Button
            tone={isDanger ? 'danger' : 'primary'}
            keyHint="Ctrl+S"
            isBusy={verb.isBusy}
            onClick={() => void send()}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter is passed on between the fields inside */}
        <div className="fields" onKeyDown={(event) => onEnter(event, () => void send())}>
          {fields.map((field) => (
            <FieldOf
              key={field.name}
              field={field}
              value={typedIn(field)}
              error={isTried && isMissing(field) ? t.missing : undefined}
              onChange={(value) => set(field, value)}
            />
          ))}
        </div>
        {verb.error !== undefined && <ErrorNote error={verb.error} />}
      </div>
    </Dialog>
  );
}
