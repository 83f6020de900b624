import { Button, IconButton, Note, TextField, useTexts } from '@lienmach/ui';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { answerText } from '../answer-text.ts';
import type { Answer, FormItem } from '../form.ts';
import { rowOf } from '../form-state.ts';
import { limits } from '../limits.ts';
import type { Place } from '../skeleton.ts';
import { AttachmentQuestion } from './attachment-question.tsx';
import { BooleanQuestion } from './boolean-question.tsx';
import { ChoiceQuestion } from './choice-question.tsx';
import type { Filling } from './filling.ts';
import { MomentQuestion } from './moment-question.tsx';
import { NumberQuestion } from './number-question.tsx';
import type { QuestionProps } from './question.ts';
import { ReferenceQuestion } from './reference-question.tsx';
import { TextQuestion } from './text-question.tsx';
import { texts } from './texts.ts';

const kinds: Readonly<Record<string, (props: QuestionProps) => ReactNode>> = {
  boolean: BooleanQuestion,
  decimal: NumberQuestion,
  integer: NumberQuestion,
  quantity: NumberQuestion,
  date: MomentQuestion,
  dateTime: MomentQuestion,
  time: MomentQuestion,
  string: TextQuestion,
  text: TextQuestion,
  url: TextQuestion,
  choice: ChoiceQuestion,
  'open-choice': ChoiceQuestion,
  attachment: AttachmentQuestion,
  reference: ReferenceQuestion,
};

const wide = new Set(['text', 'open-choice', 'attachment', 'url']);
const narrow = new Set(['integer', 'decimal', 'date', 'time', 'boolean']);

/** columns of twelve: as wide as its answers are long */
function spanOf(item: FormItem): number {
  if (wide.has(item.type)) return 12;
  if (narrow.has(item.type)) return 4;
  if (item.type === 'choice') return item.control === 'drop-down' && !item.isRepeating ? 6 : 12;
  return 6;
}

interface PlaceProps {
  readonly place: Place;
  readonly filling: Filling;
}

/** answers that are shown together in one field although there may be several */
const isTogether = (item: FormItem): boolean =>
  !item.isRepeating || item.type === 'choice' || item.type === 'open-choice';

function Question({ place, filling }: PlaceProps) {
  const t = useTexts(texts);
  const { item, path, answers } = place;
  const Kind = kinds[item.type];
  if (item.calculatedBy !== undefined) return <Computed place={place} filling={filling} />;
  if (Kind === undefined) return null;
  const count = isTogether(item) ? 1 : Math.min(answers.length + 1, item.constraints.maxOccurs ?? limits.rows);
  const one = (index: number): ReactNode => {
    const error = index === 0 ? filling.errorAt(path) : undefined;
    const change = (given: readonly Answer[]): void => {
      if (isTogether(item)) filling.set(path, given);
      else filling.set(path, [...answers.slice(0, index), ...given, ...answers.slice(index + 1)]);
    };
    return (
      <Kind
        key={index}
        item={item}
        answers={isTogether(item) ? answers : answers.slice(index, index + 1)}
        onAnswer={change}
        field={{
          label: index === 0 ? item.name : t.rowOf(item.name, index + 1),
          name: item.linkId,
          span: spanOf(item),
          isRequired: item.isRequired,
          isDisabled: filling.isDisabled || item.isReadOnly,
          ...(error === undefined ? {} : { error }),
          ...(item.hint === undefined ? {} : { hint: item.hint }),
        }}
      />
    );
  };
  const below = item.items.length === 0 ? [] : place.rows.flat();
  return (
    <>
      {Array.from({ length: Math.max(count, 1) }, (_, index) => one(index))}
      {below.length > 0 && <FormItems places={below} filling={filling} />}
    </>
  );
}

/** What a formula gave: to read, not to type. */
function Computed({ place: { item, answers }, filling }: PlaceProps) {
  const t = useTexts(texts);
  const isFailed = filling.view.failed.has(item.linkId);
  return (
    <TextField
      label={item.name}
      name={item.linkId}
      span={spanOf(item)}
      isReadOnly
      isFilled
      value={answers.map((answer) => answerText(item, answer)).join(', ')}
      onChange={() => undefined}
      hint={isFailed ? t.notComputed : t.computed}
    />
  );
}

function Group({ place, filling }: PlaceProps) {
  const t = useTexts(texts);
  const { item, path, rows } = place;
  const isBusy = filling.isDisabled;
  return (
    <fieldset className="q-group">
      {item.text !== '' && <legend className="section">{item.text}</legend>}
      {filling.errorAt(path) !== undefined && <Note tone="bad" title={filling.errorAt(path)} />}
      {rows.map((row, index) => (
        <div key={rowOf(path, index)} className="q-row" data-many={item.isRepeating || undefined}>
          <FormItems places={row} filling={filling} />
          {item.isRepeating && rows.length > 1 && !isBusy && (
            <IconButton
              icon={IconX}
              label={t.removeRow(item.name, index + 1)}
              onClick={() => filling.removeRow(path, index)}
            />
          )}
        </div>
      ))}
      {item.isRepeating && !isBusy && (
        <Button
          size="sm"
          icon={IconPlus}
          onClick={() => filling.addRow(path)}
          disabled={rows.length >= (item.constraints.maxOccurs ?? limits.rows)}
        >
          {t.addRow(item.name)}
        </Button>
      )}
    </fieldset>
  );
}

function Item({ place, filling }: PlaceProps) {
  const { item } = place;
  if (item.isHidden || !filling.view.isEnabled(place)) return null;
  if (item.type === 'display')
    return item.control === 'help' ? (
      <p className="q-text-line s mut">{item.text}</p>
    ) : (
      <p className="q-text-line">{item.text}</p>
    );
  return item.type === 'group' ? (
    <Group place={place} filling={filling} />
  ) : (
    <Question place={place} filling={filling} />
  );
}

/** Items in a grid of twelve, shown as far as the answers show them. */
export function FormItems({ places, filling }: { readonly places: readonly Place[]; readonly filling: Filling }) {
  return (
    <div className="fields q-items">
      {places.map((place) => (
        <Item key={place.path} place={place} filling={filling} />
      ))}
    </div>
  );
}
