import { Field, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  /** figures of equal width: codes, phone numbers, measurements */
  readonly isNumeric?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  readonly maxLength?: number;
  readonly isReadOnly?: boolean;
  /** at the right edge inside the field: unit or key */
  readonly end?: string;
}

export function TextField({
  value,
  onChange,
  onBlur,
  placeholder,
  isNumeric,
  inputMode,
  maxLength = 500,
  isReadOnly = false,
  end,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <span className="with-end">
          <input
            {...control}
            className={isNumeric ? 'input n' : 'input'}
            value={value}
            placeholder={placeholder}
            inputMode={inputMode}
            maxLength={maxLength}
            readOnly={isReadOnly}
            autoComplete="off"
            onChange={(event) => onChange(event.currentTarget.value)}
            onBlur={onBlur}
          />
          {end !== undefined && <span className="end">{end}</span>}
        </span>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
}

/** Enter makes a new line here, Ctrl+Enter leaves. */
export function TextArea({ value, onChange, rows = 2, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          value={value}
          rows={rows}
          maxLength={20_000}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
