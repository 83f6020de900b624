import { Button, TextArea, TextField, useTexts } from '@lienmach/ui';
import { IconCheck } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

/** A line, or as many as are needed. Ctrl+D writes the suggested sentence into an empty one: on purpose, never by itself. */
export function TextQuestion({ item, field: { span = 12, ...field }, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const isUrl = item.type === 'url';
  const value = (isUrl ? answers[0]?.valueUri : answers[0]?.valueString) ?? '';
  const write = (text: string): void =>
    onAnswer(only(text === '' ? undefined : isUrl ? { valueUri: text } : { valueString: text }));
  const { phrase } = item;
  const canSuggest = phrase !== undefined && value.trim() === '' && field.isDisabled !== true;
  const suggest = (): void => {
    if (phrase !== undefined && canSuggest) write(phrase);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'd' || !event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    suggest();
  };
  const isLong = item.type === 'text' || item.control === 'text-area';
  const limit = item.constraints.maxLength;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the focus, this hears its keys
    <div
      className="q-text"
      data-unnamed={item.text === '' || undefined}
      style={{ gridColumn: `span ${span}` }}
      onKeyDown={onKey}
    >
      {isLong ? (
        <TextArea {...field} value={value} onChange={write} rows={1} />
      ) : (
        <TextField {...field} value={value} onChange={write} {...(limit === undefined ? {} : { maxLength: limit })} />
      )}
      {canSuggest && (
        <span className="q-phrase">
          <Button size="sm" tone="quiet" icon={IconCheck} keyHint="Ctrl+D" tabIndex={-1} onClick={suggest}>
            {t.phrase}
          </Button>
          <span className="s mut">{phrase}</span>
        </span>
      )}
    </div>
  );
}
