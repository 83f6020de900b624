import { Field } from '@lienmach/ui';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isNew?: boolean;
}

/** A password as it is typed. */
export function SecretField({ label, value, onChange, hint, error, isNew = false }: SecretFieldProps) {
  return (
    <Field label={label} isRequired {...(hint === undefined ? {} : { hint })} error={error}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="password"
          value={value}
          maxLength={128}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
