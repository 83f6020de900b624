import { CheckField, useTexts } from '@lienmach/ui';
import { OptionGroup } from './option-group.tsx';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

/** Yes, no, or not asked: a box that is empty would not say which. A form may still ask for a plain box. */
export function BooleanQuestion({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const value = answers[0]?.valueBoolean;
  if (item.control === 'check-box') {
    return (
      <div className="q-check" style={field.span === undefined ? undefined : { gridColumn: `span ${field.span}` }}>
        <CheckField
          label={field.label}
          isChecked={value === true}
          isDisabled={field.isDisabled ?? false}
          onChange={(isChecked) => onAnswer(only(isChecked ? { valueBoolean: true } : undefined))}
        />
      </div>
    );
  }
  const choose = (next: boolean): void => onAnswer(only(next === value ? undefined : { valueBoolean: next }));
  return (
    <OptionGroup
      field={field}
      isMany={false}
      isVertical={false}
      options={[
        { key: 'yes', label: t.yes, isChosen: value === true },
        { key: 'no', label: t.no, isChosen: value === false },
      ]}
      onToggle={(index) => choose(index === 0)}
      onClear={() => onAnswer([])}
    />
  );
}
