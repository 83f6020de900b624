import {
  ActionDialog,
  DateField,
  SelectField,
  type SelectOption,
  showToast,
  TextField,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { readDecimal } from '../rules/read-decimal.ts';
import { booksTexts } from './books-texts.ts';
import { booksKey } from './use-books.ts';

/** One field of a small form; what is not optional has to be filled in. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'number' | 'date' | 'choice';
  readonly options?: readonly SelectOption[];
  readonly span?: number;
  readonly isOptional?: boolean;
}

export type FormValues = Readonly<Record<string, string>>;

interface FormDialogProps {
  readonly title: string;
  readonly icon: Icon;
  readonly fields: readonly FormField[];
  readonly initial?: FormValues;
  readonly verb: `$${string}`;
  readonly at: string;
  readonly inputOf: (values: FormValues) => Readonly<Record<string, unknown>>;
  readonly said: string;
  readonly onClose: () => void;
}

/** what keeps a field from being sent */
function troubleOf(
  { kind, isOptional }: FormField,
  value: string,
  words: { readonly missing: string; readonly notNumber: string },
) {
  if (value.trim() === '') return isOptional === true ? undefined : words.missing;
  return kind === 'number' && readDecimal(value) === undefined ? words.notNumber : undefined;
}

/** A few fields, one verb, its refusal shown where they were typed. */
export function FormDialog({
  title,
  icon,
  fields,
  initial = {},
  verb: name,
  at,
  inputOf,
  said,
  onClose,
}: FormDialogProps) {
  const t = useTexts(booksTexts);
  const verb = useVerb(booksKey);
  const [values, setValues] = useState<FormValues>(initial);
  const [isTried, setTried] = useState(false);
  const typedIn = (field: FormField): string => values[field.name] ?? '';
  const trouble = (field: FormField) => troubleOf(field, typedIn(field), t);
  const save = async (): Promise<void> => {
    setTried(true);
    if (fields.some((field) => trouble(field) !== undefined)) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus());
      return;
    }
    if ((await verb.run(name, at, inputOf(values))) === undefined) return;
    showToast(said);
    onClose();
  };
  const set = (field: FormField) => (value: string | undefined) =>
    setValues((before) => ({ ...before, [field.name]: value ?? '' }));
  return (
    <ActionDialog
      title={title}
      icon={icon}
      width={560}
      action={{ key: 'Ctrl+S', label: t.save, isBusy: verb.isBusy, run: () => void save() }}
      cancel={t.back}
      error={verb.error}
      onClose={onClose}
    >
      <div className="fields" data-form>
        {fields.map((field) => {
          const shared = {
            name: field.name,
            label: field.label,
            span: field.span ?? 4,
            isRequired: field.isOptional !== true,
            error: isTried ? trouble(field) : undefined,
          };
          if (field.kind === 'date')
            return <DateField key={field.name} {...shared} value={typedIn(field) || undefined} onChange={set(field)} />;
          if (field.kind === 'choice')
            return (
              <SelectField
                key={field.name}
                {...shared}
                options={field.options ?? []}
                value={typedIn(field)}
                onChange={set(field)}
              />
            );
          return (
            <TextField
              key={field.name}
              {...shared}
              isNumeric={field.kind === 'number'}
              value={typedIn(field)}
              onChange={set(field)}
            />
          );
        })}
      </div>
    </ActionDialog>
  );
}
