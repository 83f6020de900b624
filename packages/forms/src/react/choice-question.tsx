import {
  type CodeChoice,
  CodePicker,
  IconButton,
  SelectField,
  StatusChip,
  TextField,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconX } from '@tabler/icons-react';
import type { Coding, ValueSet } from 'fhir/r4';
import { answerText } from '../answer-text.ts';
import { isSameAnswer } from '../enable-when.ts';
import type { Answer } from '../form.ts';
import { valueIn } from '../sdc.ts';
import { OptionGroup } from './option-group.tsx';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

const isSame = (a: Answer, b: Answer): boolean => isSameAnswer(valueIn(a), valueIn(b));

/** Few options, or many answers: all in sight. A digit chooses. */
function VisibleOptions({ item, field, answers, onAnswer }: QuestionProps) {
  const toggle = (index: number): void => {
    const option = item.options[index];
    if (option === undefined) return;
    const isThere = answers.some((one) => isSame(one, option.answer));
    const others = answers.filter((one) => !isSame(one, option.answer));
    if (isThere) onAnswer(others);
    else onAnswer(item.isRepeating ? [...others, option.answer] : [option.answer]);
  };
  return (
    <OptionGroup
      field={field}
      isMany={item.isRepeating}
      isVertical={!item.isHorizontal && item.options.length > 6}
      options={item.options.map(({ answer, label }) => ({
        key: JSON.stringify(valueIn(answer)),
        label,
        isChosen: answers.some((one) => isSame(one, answer)),
      }))}
      onToggle={toggle}
      onClear={() => onAnswer([])}
    />
  );
}

/** One of a list that opens; typing a letter jumps. */
function ListedOptions({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const [answer] = answers;
  const at = answer === undefined ? -1 : item.options.findIndex((option) => isSame(option.answer, answer));
  return (
    <SelectField
      {...field}
      value={at < 0 ? '' : String(at)}
      placeholder={t.choose}
      options={item.options.map(({ label }, index) => ({ value: String(index), label }))}
      onChange={(index) => onAnswer(only(index === '' ? undefined : item.options[Number(index)]?.answer))}
    />
  );
}

/** Words of one's own beside the list of an open choice. */
function OpenOptions(props: QuestionProps) {
  const t = useTexts(texts);
  const { field, answers, onAnswer } = props;
  const free = answers.find(({ valueString }) => valueString !== undefined);
  const { span = 12, ...rest } = field;
  return (
    <div className="q-pair" style={{ gridColumn: `span ${span}` }}>
      <ListedOptions {...props} field={rest} answers={answers.filter((one) => one !== free)} />
      <TextField
        label={t.other(field.label)}
        isDisabled={field.isDisabled ?? false}
        value={free?.valueString ?? ''}
        onChange={(text) => onAnswer(only(text === '' ? undefined : { valueString: text }))}
      />
    </div>
  );
}

const isCoding = (coding: Coding | undefined): coding is Coding => coding !== undefined;

/** Codes of a value set, asked of the record while typing. */
function SearchedOptions({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const search = async (filter: string): Promise<readonly CodeChoice[]> => {
    const found = await operation<ValueSet>('$expand', 'ValueSet', {
      url: { valueUri: item.valueSet ?? '' },
      filter,
      count: 8,
    });
    return (found.expansion?.contains ?? []).map(({ system = '', code = '', display = '' }) => ({
      system,
      code,
      display,
    }));
  };
  const chosen = answers.map(({ valueCoding }) => valueCoding).filter(isCoding);
  const [first] = chosen;
  const value =
    item.isRepeating || first === undefined ? undefined : { code: first.code ?? '', display: first.display ?? '' };
  return (
    <div className="q-search" style={{ gridColumn: `span ${field.span ?? 12}` }}>
      <CodePicker<CodeChoice>
        {...field}
        value={value}
        search={search}
        placeholder={t.search}
        isAdding={item.isRepeating}
        onChange={(choice) => {
          const next = choice && {
            valueCoding: {
              ...(choice.system ? { system: choice.system } : {}),
              code: choice.code,
              display: choice.display,
            },
          };
          if (!item.isRepeating) onAnswer(only(next));
          else if (next && !answers.some((one) => isSame(one, next))) onAnswer([...answers, next]);
        }}
      />
      {item.isRepeating && (
        <span className="q-chips">
          {answers.map((answer) => (
            <StatusChip key={JSON.stringify(answer)} tone="info" icon={false}>
              {answerText(item, answer)}
              <IconButton
                icon={IconX}
                label={t.remove(answerText(item, answer))}
                onClick={() => onAnswer(answers.filter((one) => one !== answer))}
              />
            </StatusChip>
          ))}
        </span>
      )}
    </div>
  );
}

/** A choice as its form wants it drawn: all in sight, a list, or a search. */
export function ChoiceQuestion(props: QuestionProps) {
  const { item } = props;
  if (item.options.length === 0 && item.valueSet !== undefined) return <SearchedOptions {...props} />;
  if (item.type === 'open-choice' && !item.isRepeating) return <OpenOptions {...props} />;
  const isListed = item.control === 'drop-down' || item.control === 'autocomplete' || item.options.length > 9;
  return isListed && !item.isRepeating ? <ListedOptions {...props} /> : <VisibleOptions {...props} />;
}
