import { DateField, TimeField, useTexts } from '@lienmach/ui';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

const local = (moment: string | undefined): string => {
  if (moment === undefined || !moment.includes('T')) return moment ?? '';
  return new Date(Date.parse(moment) + 7 * 3_600_000).toISOString();
};
const joined = (date: string, time: string | undefined): string => {
  const isDay = date.length === 10;
  return time === undefined || time === '' || !isDay ? date : `${date}T${time}:00+07:00`;
};

/** Days, times, and both: typed, never picked. */
export function MomentQuestion({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const { valueDate, valueTime, valueDateTime } = answers[0] ?? {};
  if (item.type === 'date') {
    return (
      <DateField
        {...field}
        value={valueDate}
        onChange={(date) => onAnswer(only(date === undefined ? undefined : { valueDate: date }))}
      />
    );
  }
  if (item.type === 'time') {
    const change = (time: string | undefined): void =>
      onAnswer(only(time === undefined ? undefined : { valueTime: `${time}:00` }));
    return <TimeField {...field} value={valueTime?.slice(0, 5)} onChange={change} />;
  }
  const here = local(valueDateTime);
  const date = here === '' ? undefined : here.slice(0, 10);
  const time = here.includes('T') ? here.slice(11, 16) : undefined;
  const change = (day: string | undefined, clock: string | undefined): void =>
    onAnswer(only(day === undefined ? undefined : { valueDateTime: joined(day, clock) }));
  const { span = 6, isDisabled = false, ...rest } = field;
  return (
    <div className="q-pair" style={{ gridColumn: `span ${span}` }}>
      <DateField {...rest} isDisabled={isDisabled} value={date} onChange={(next) => change(next, time)} />
      <TimeField
        label={t.time(field.label)}
        isDisabled={isDisabled || date === undefined}
        value={time}
        onChange={(next) => change(date, next)}
      />
    </div>
  );
}
