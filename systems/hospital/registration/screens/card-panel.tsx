import { Button, DateField, formatDate, TextField, today, useTexts } from '@lienmach/ui';
import { type Icon, IconAlertTriangle, IconCheck, IconCircleCheckFilled, IconCreditCard } from '@tabler/icons-react';
import { cardStateOf, type ReceptionDraft } from './reception-draft.ts';
import { texts } from './texts.ts';
import type { useReception } from './use-reception.ts';

const SOON = 60;
const DAY = 86_400_000;
const signs: Readonly<Record<string, Icon>> = { none: IconCreditCard, valid: IconCircleCheckFilled };
const tones: Readonly<Record<string, string>> = { valid: 'ok', unverified: 'warn', early: 'bad', expired: 'bad' };

interface Fact {
  readonly text: string;
  readonly value: string;
  readonly isWarning?: boolean;
}

type Words = (typeof texts)['vi'];

/** why the card stands as it stands, one line each */
function factsOf(draft: ReceptionDraft, warnings: readonly string[], day: string, t: Words): Fact[] {
  const { validFrom, validTo } = draft.fields;
  const days = validTo === '' ? undefined : Math.round((Date.parse(validTo) - Date.parse(day)) / DAY);
  const isInDate = validFrom !== '' && validFrom <= day && (days ?? 0) >= 0;
  return [
    {
      text: t.dates,
      value: validFrom === '' ? t.datesMissing : validTo === '' ? t.noEnd : t.until(formatDate(validTo)),
      isWarning: !isInDate,
    },
    ...(draft.registeredAt === undefined ? [] : [{ text: t.registeredAt, value: draft.registeredAt }]),
    ...(draft.fiveYearsFrom === undefined || draft.fiveYearsFrom > day
      ? []
      : [{ text: t.fiveYears, value: formatDate(draft.fiveYearsFrom) }]),
    ...(days !== undefined && days >= 0 && days <= SOON
      ? [{ text: t.daysLeft(days), value: t.remind, isWarning: true }]
      : []),
    ...warnings.map((text) => ({ text, value: '', isWarning: true })),
  ];
}

interface CardPanelProps {
  readonly desk: ReturnType<typeof useReception>;
  readonly warnings: readonly string[];
}

/** Is there a card, is it good today, and why. */
export function CardPanel({ desk, warnings }: CardPanelProps) {
  const t = useTexts(texts);
  const { draft, errors, change } = desk;
  const { fields, filled } = draft;
  const day = today();
  const state = cardStateOf(fields, day);
  const [title, hint] = t.cardStates[state] ?? ['', ''];
  const Sign = signs[state] ?? IconAlertTriangle;
  const facts = state === 'none' ? [] : factsOf(draft, warnings, day, t);
  const date = (name: 'validFrom' | 'validTo', label: string) => (
    <DateField
      name={name}
      label={label}
      span={6}
      value={fields[name] === '' ? undefined : fields[name]}
      error={errors[name]}
      isFilled={filled.includes(name) && fields[name] !== ''}
      onChange={(value) => change(name, value ?? '')}
    />
  );
  return (
    <section className="panel desk-card" aria-label={t.card}>
      <header className="desk-card-head" data-tone={tones[state]}>
        <Sign size={28} stroke={1.75} aria-hidden="true" />
        <div className="grow">
          <h2>{title}</h2>
          <p>{hint}</p>
        </div>
        {state !== 'none' && (
          <Button size="sm" keyHint="Alt+B" onClick={desk.dropCard}>
            {t.dropCard}
          </Button>
        )}
      </header>
      <div className="desk-card-body">
        <div className="fields">
          <TextField
            name="cardNumber"
            label={t.cardNumber}
            span={12}
            isNumeric
            value={fields.cardNumber}
            error={errors.cardNumber}
            isFilled={filled.includes('cardNumber') && fields.cardNumber !== ''}
            onChange={(value) => change('cardNumber', value.toUpperCase())}
          />
          {date('validFrom', t.validFrom)}
          {date('validTo', t.validTo)}
        </div>
        {facts.length > 0 && (
          <ul className="desk-facts">
            {facts.map(({ text, value, isWarning = false }) => (
              <li key={text} data-warn={isWarning || undefined}>
                {isWarning ? (
                  <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
                ) : (
                  <IconCheck size={16} stroke={2} aria-hidden="true" />
                )}
                <span className="grow">{text}</span>
                <span className="n sec">{value}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
