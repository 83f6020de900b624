import { type FieldProps, useTexts } from '@lienmach/ui';
import { type KeyboardEvent, useId } from 'react';
import { texts } from './texts.ts';

export interface GroupOption {
  readonly key: string;
  readonly label: string;
  readonly isChosen: boolean;
}

interface OptionGroupProps {
  readonly field: FieldProps;
  readonly options: readonly GroupOption[];
  /** several may be chosen */
  readonly isMany: boolean;
  readonly isVertical: boolean;
  readonly onToggle: (index: number) => void;
  readonly onClear: () => void;
}

const FIELDS = 'input:not([disabled]):not([type=hidden]),select:not([disabled]),textarea:not([disabled])';

/** the field after the group: its options are one stop for Enter */
function leave(group: HTMLElement, isBack: boolean): void {
  const around = group.closest('dialog, [data-form], main') ?? document.body;
  const fields = [...around.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null);
  const mine = fields.flatMap((field, index) => (group.contains(field) ? [index] : []));
  const next = isBack ? fields[(mine[0] ?? 0) - 1] : fields[(mine.at(-1) ?? 0) + 1];
  if (next) next.focus();
  else if (!isBack) document.querySelector<HTMLElement>('.action-bar [data-tone=primary]:not([disabled])')?.focus();
}

/** All answers side by side. A digit chooses the n-th, arrows move, Enter goes on, Delete takes it back. */
export function OptionGroup({ field, options, isMany, isVertical, onToggle, onClear }: OptionGroupProps) {
  const t = useTexts(texts);
  const id = useId();
  const { label, error, hint, isRequired = false, isDisabled = false, span } = field;
  const note = error ?? hint;
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (digit > 0 && digit <= options.length) onToggle(digit - 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') onClear();
    else if (event.key === 'Enter') leave(event.currentTarget, event.shiftKey);
    else return;
    event.preventDefault();
  };
  const hasChosen = options.some(({ isChosen }) => isChosen);
  return (
    <fieldset
      className="field q-options"
      style={span === undefined ? undefined : { gridColumn: `span ${span}` }}
      aria-describedby={note === undefined ? undefined : `${id}-note`}
      data-invalid={error !== undefined || undefined}
      onKeyDown={onKey}
    >
      <legend className="field-label">
        {label}
        {isRequired && (
          <span className="star" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      <div className="q-option-list" data-vertical={isVertical || undefined}>
        {options.map((option, index) => (
          <label key={option.key} className="q-option" data-chosen={option.isChosen || undefined}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={`${id}-${field.name ?? ''}`}
              checked={option.isChosen}
              disabled={isDisabled}
              aria-invalid={error !== undefined}
              data-first={index === 0 && !hasChosen ? true : undefined}
              onChange={() => onToggle(index)}
            />
            {option.label === '' ? t.nothing : option.label}
          </label>
        ))}
      </div>
      {note !== undefined && (
        <span id={`${id}-note`} className="field-note" data-tone={error === undefined ? undefined : 'bad'}>
          {note}
        </span>
      )}
    </fieldset>
  );
}
