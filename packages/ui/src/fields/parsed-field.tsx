import { type KeyboardEvent, useEffect, useState } from 'react';
import { Field, type FieldProps } from './field.tsx';

export interface ParsedFieldProps<Value> extends FieldProps {
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
  readonly format: (value: Value) => string;
  /** a sentence: why it cannot be read */
  readonly parse: (text: string) => { readonly value: Value } | { readonly problem: string };
  readonly placeholder?: string;
  readonly isRight?: boolean;
  readonly end?: string;
}

/** keys of editing, which leave nothing */
const editing = new Set(['a', 'c', 'v', 'x', 'z', 'Control', 'Alt', 'Meta', 'Shift']);

/** Enter, or a shortcut that works with what was typed: it must not work with what stood there before. */
const isGoingOn = ({ key, ctrlKey, altKey }: KeyboardEvent): boolean =>
  key === 'Enter' || ((ctrlKey || altKey) && !editing.has(key));

/** Text that means a value. It is read on leaving; what cannot be read stays as typed, with the reason. */
export function ParsedField<Value>({
  value,
  onChange,
  format,
  parse,
  placeholder,
  isRight,
  end,
  ...field
}: ParsedFieldProps<Value>) {
  const shown = value === undefined ? '' : format(value);
  const [text, setText] = useState(shown);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    setText((typed) => (shown === '' && problem !== undefined ? typed : shown));
  }, [shown, problem]);

  const leave = (): void => {
    const typed = text.trim();
    if (typed === shown) return;
    if (typed === '') {
      setProblem(undefined);
      onChange(undefined);
      return;
    }
    const read = parse(typed);
    if ('problem' in read) {
      setProblem(read.problem);
      onChange(undefined);
      return;
    }
    setProblem(undefined);
    setText(format(read.value));
    onChange(read.value);
  };
  const error = field.error ?? problem;
  return (
    <Field {...field} {...(error === undefined ? {} : { error })}>
      {(control) => (
        <span className="with-end">
          <input
            {...control}
            className={`input n ${isRight ? 'r' : ''}`}
            value={text}
            placeholder={placeholder}
            inputMode="text"
            autoComplete="off"
            maxLength={40}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={leave}
            onKeyDown={(event) => {
              if (!event.nativeEvent.isComposing && isGoingOn(event)) leave();
            }}
          />
          {end !== undefined && <span className="end">{end}</span>}
        </span>
      )}
    </Field>
  );
}
