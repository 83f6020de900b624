import {
  Button,
  DateField,
  Empty,
  ErrorNote,
  formatDate,
  formatTime,
  Note,
  type OutcomeError,
  Panel,
  SelectField,
  StatusChip,
  TextField,
  type Tone,
  useTexts,
} from '@lienmach/ui';
import { IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { weekdayOf } from './days.ts';
import { PatientPicker } from './patient-picker.tsx';
import { texts } from './texts.ts';
import type { Booked, DayOfRoom, SlotOnGrid } from './use-book.ts';
import type { useBookForm } from './use-book-form.ts';

const tones: Readonly<Record<string, Tone>> = { booked: 'info', arrived: 'ok', fulfilled: 'ok', noshow: 'warn' };

interface PersonRowProps {
  readonly booked: Booked;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PersonRow({ booked, isChosen, onChoose }: PersonRowProps) {
  const t = useTexts(texts);
  const { name, age, ageUnit, sex, code, phone, reason, status } = booked;
  const facts = [age === undefined ? '' : `${age}${t.ages[ageUnit] ?? ''}`, t.sexes[sex] ?? '', phone].filter(Boolean);
  return (
    <li>
      <button type="button" className="slot-person" aria-pressed={isChosen} onClick={onChoose}>
        <span className="grow">
          <b>{name}</b>
          <span className="s sec">{facts.join(' · ')}</span>
          <span className="s sec">{reason}</span>
          <span className="s mut">
            {t.code} <span className="n">{code}</span>
          </span>
        </span>
        <StatusChip tone={tones[status] ?? 'neutral'}>{t.states[status] ?? status}</StatusChip>
      </button>
    </li>
  );
}

function NewPersonFields({ form }: { readonly form: ReturnType<typeof useBookForm> }) {
  const t = useTexts(texts);
  const { person } = form.fields;
  return (
    <>
      <TextField
        label={t.name}
        name="name"
        span={12}
        isRequired
        value={person.name}
        error={form.errors.person}
        onChange={(name) => form.changePerson({ name })}
      />
      <DateField
        label={t.birthDate}
        name="birthDate"
        span={6}
        isRequired
        value={person.birthDate}
        onChange={(birthDate) => form.changePerson({ birthDate: birthDate ?? '' })}
      />
      <SelectField
        label={t.gender}
        name="gender"
        span={6}
        isRequired
        value={person.gender}
        placeholder={t.choose}
        options={t.genders.map(([value, label]) => ({ value, label }))}
        onChange={(gender) => form.changePerson({ gender })}
      />
      <TextField
        label={t.phone}
        name="phone"
        span={12}
        value={person.phone}
        onChange={(phone) => form.changePerson({ phone })}
      />
    </>
  );
}

interface BookFormProps {
  readonly form: ReturnType<typeof useBookForm>;
  readonly refusal: OutcomeError | undefined;
}

const isLikeness = (refusal: OutcomeError | undefined): boolean =>
  refusal?.issues.some(({ code }) => code.startsWith('patient-index.')) ?? false;

function BookForm({ form, refusal }: BookFormProps) {
  const t = useTexts(texts);
  const { fields, errors, change, changePerson } = form;
  const asksNew = fields.isNew && isLikeness(refusal) && !fields.person.confirmNew;
  return (
    <div className="slot-form">
      <div className="row">
        <h3 className="grow">{t.newBooking}</h3>
        <Button
          size="sm"
          tone="quiet"
          icon={fields.isNew ? IconUserSearch : IconUserPlus}
          onClick={() => change({ isNew: !fields.isNew })}
        >
          {fields.isNew ? t.knownPerson : t.newPerson}
        </Button>
      </div>
      {refusal !== undefined && (
        <Note
          tone="bad"
          title={refusal.message}
          action={
            asksNew ? (
              <Button size="sm" onClick={() => changePerson({ confirmNew: true })}>
                {t.stillNew}
              </Button>
            ) : undefined
          }
        />
      )}
      <div className="fields">
        {fields.isNew ? (
          <NewPersonFields form={form} />
        ) : (
          <PatientPicker value={fields.patient} error={errors.patient} onChange={(patient) => change({ patient })} />
        )}
        <TextField
          label={t.reason}
          name="reason"
          span={12}
          isRequired
          value={fields.reason}
          error={errors.reason}
          onChange={(reason) => change({ reason })}
        />
      </div>
    </div>
  );
}

interface SlotPanelProps {
  readonly place: { readonly day: DayOfRoom; readonly slot: SlotOnGrid } | undefined;
  readonly people: readonly Booked[];
  readonly person: Booked | undefined;
  readonly isOpen: boolean;
  readonly moving: Booked | undefined;
  readonly form: ReturnType<typeof useBookForm>;
  readonly refusal: OutcomeError | undefined;
  readonly onChoose: (id: string) => void;
}

/** One start time: who has it, and the form for whoever else comes. */
export function SlotPanel({ place, people, person, isOpen, moving, form, refusal, onChoose }: SlotPanelProps) {
  const t = useTexts(texts);
  if (place === undefined) {
    return (
      <Panel title={t.book}>
        {moving === undefined ? (
          <Empty title={t.pick} hint={t.pickHint} />
        ) : (
          <Note tone="info" title={t.moving(moving.name)}>
            {t.movingHint}
          </Note>
        )}
      </Panel>
    );
  }
  const { day, slot } = place;
  return (
    <Panel
      title={
        <>
          <span className="n">
            {formatTime(slot.start)}–{formatTime(slot.end)}
          </span>{' '}
          · {day.roomName}
        </>
      }
      hint={`${t.weekdaysShort[weekdayOf(day.date)]} ${formatDate(day.date).slice(0, 5)}`}
      isPadded={false}
    >
      <div className="slot-panel">
        {moving !== undefined && (
          <Note tone="info" title={t.moving(moving.name)}>
            {t.movingHint}
          </Note>
        )}
        {moving !== undefined && refusal !== undefined && <ErrorNote error={refusal} />}
        {people.length === 0 && <p className="mut">{t.nobody}</p>}
        <ul>
          {people.map((one) => (
            <PersonRow key={one.id} booked={one} isChosen={one.id === person?.id} onChoose={() => onChoose(one.id)} />
          ))}
        </ul>
        {isOpen && moving === undefined && <BookForm form={form} refusal={refusal} />}
        {!isOpen && refusal !== undefined && moving === undefined && <ErrorNote error={refusal} />}
      </div>
    </Panel>
  );
}
