import { type ReactNode, useId } from 'react';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';

/** What every field of the house takes. */
export interface FieldProps {
  readonly label: string;
  /** shown under the field and tied to it; the text typed stays */
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  /** the value came from a card, a gateway or a device: blue left edge */
  readonly isFilled?: boolean;
  /** columns of twelve inside `.fields` */
  readonly span?: number;
  readonly autoFocus?: boolean;
  readonly name?: string;
}

/** What goes onto the control itself. */
export interface ControlProps {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean;
  readonly 'data-filled': true | undefined;
  readonly disabled: boolean;
  readonly autoFocus: boolean;
  readonly name: string | undefined;
}

/** Label, star, control, note. `children` gets the properties that tie the control to its label and error. */
export function Field({
  label,
  error,
  hint,
  isRequired = false,
  isDisabled = false,
  isFilled,
  span,
  autoFocus = false,
  name,
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const t = useTexts(texts);
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  return (
    <div className="field" style={span === undefined ? undefined : { gridColumn: `span ${span}` }}>
      <label htmlFor={id}>
        {label}
        {isRequired && (
          <span className="star" title={t.required} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        className: 'input',
        'aria-invalid': error !== undefined,
        'aria-describedby': noteId,
        'aria-required': isRequired,
        'data-filled': isFilled || undefined,
        disabled: isDisabled,
        autoFocus,
        name,
      })}
      {note !== undefined && (
        <span id={noteId} className="field-note" data-tone={error === undefined ? undefined : 'bad'}>
          {note}
        </span>
      )}
    </div>
  );
}
