import { Note, Segments, SelectField, TextArea, TextField, useTexts, useWords } from '@lienmach/ui';
import { useState } from 'react';
import { channelTexts } from './channel-texts.ts';
import { definitionIn, type FieldSpec, isHere, lineIn, prettyText, withLine } from './definition-lines.ts';
import { lineHint, lineName, unitName, valueName } from './line-names.ts';
import type { ChannelDraft } from './use-channel-drafts.ts';

type Json = Readonly<Record<string, unknown>>;

interface LineProps {
  readonly field: FieldSpec;
  readonly json: Json;
  readonly error: string | undefined;
  readonly onType: (field: FieldSpec, typed: string) => void;
}

function useHint({ path, meaning, default: byDefault }: FieldSpec): string {
  const t = useTexts(channelTexts);
  const words = useWords();
  const usual = byDefault === '' ? '' : t.byDefault(words(valueName(byDefault)));
  return [words(lineHint(path, meaning)), usual].filter((part) => part !== '').join(' · ');
}

/** One line of the definition as its kind of field. What is typed stays as it is typed, until another version comes. */
function Line({ field, json, error, onType }: LineProps) {
  const words = useWords();
  const hint = useHint(field);
  const { path, type, choices, isRequired, unit } = field;
  const [typed, setTyped] = useState(() => lineIn(json, path));
  const change = (text: string): void => {
    setTyped(text);
    onType(field, text);
  };
  const common = { label: words(lineName(path)), name: path, error, isRequired, hint: hint === '' ? undefined : hint };
  if (type === 'choice')
    return (
      <SelectField
        {...common}
        span={4}
        value={typed}
        onChange={change}
        options={choices.map((value) => ({ value, label: words(valueName(value)) }))}
        {...(isRequired ? {} : { placeholder: '' })}
      />
    );
  if (type === 'map') return <TextArea {...common} span={12} value={typed} rows={3} onChange={change} />;
  return (
    <TextField
      {...common}
      span={type === 'texts' ? 8 : 4}
      value={typed}
      isNumeric={type !== 'texts'}
      inputMode={type === 'number' ? 'numeric' : 'text'}
      onChange={change}
      {...(unit === '' ? {} : { end: words(unitName(unit)) })}
    />
  );
}

const groupOf = (path: string): string => (path.includes('.') ? path.slice(0, path.indexOf('.')) : '');
const order = ['', 'transport', 'partner', 'destination', 'retry', 'rateLimit', 'alert'];

interface LinesProps {
  readonly json: Json;
  readonly fields: readonly FieldSpec[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onType: (field: FieldSpec, typed: string) => void;
}

function Lines({ json, fields, errors, onType }: LinesProps) {
  const t = useTexts(channelTexts);
  const shown = fields.filter((field) => isHere(field, json));
  const groups = [...new Set([...order, ...shown.map(({ path }) => groupOf(path))])];
  return groups.map((group) => {
    const own = shown.filter(({ path }) => groupOf(path) === group);
    if (own.length === 0) return null;
    return (
      <section key={group} className="col g8" aria-label={t.groups[group] ?? group}>
        <h3 className="section">{t.groups[group] ?? group}</h3>
        <div className="fields">
          {own.map((field) => (
            <Line key={field.path} field={field} json={json} error={errors[field.path]} onType={onType} />
          ))}
        </div>
      </section>
    );
  });
}

interface ChannelFormTabProps {
  readonly draft: ChannelDraft;
  readonly fields: readonly FieldSpec[];
  /** by line of the definition */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: ChannelDraft) => void;
}

/** The definition of a channel as a form over the house's own table of lines, and as text for whoever knows them. */
export function ChannelFormTab({ draft, fields, errors, onChange }: ChannelFormTabProps) {
  const t = useTexts(channelTexts);
  const [look, setLook] = useState('form');
  const json = definitionIn(draft.text);
  const isNew = draft.version === '';
  return (
    <div className="col g12 itg-pad">
      <div className="fields">
        <TextField
          label={t.id}
          name="id"
          span={5}
          value={draft.id}
          isNumeric
          isRequired
          isReadOnly={!isNew}
          autoFocus={isNew}
          hint={isNew ? t.idHint : undefined}
          error={errors.id}
          maxLength={63}
          onChange={(id) => onChange({ ...draft, id })}
        />
        <TextField
          label={t.name}
          name="name"
          span={7}
          value={draft.name}
          isRequired
          error={errors.name}
          maxLength={100}
          onChange={(name) => onChange({ ...draft, name })}
        />
      </div>
      <div className="row">
        <Segments
          label={t.tabs.form}
          options={[
            { value: 'form', label: t.asForm },
            { value: 'text', label: t.asText },
          ]}
          value={look}
          onChange={(next) => {
            setLook(next);
            onChange({ ...draft, text: prettyText(draft.text) });
          }}
        />
      </div>
      {look === 'text' && (
        <div className="itg-mono">
          <TextArea
            label={t.text}
            name="definition"
            value={draft.text}
            rows={22}
            error={errors.definition}
            onChange={(text) => onChange({ ...draft, text })}
          />
        </div>
      )}
      {look === 'form' && json === undefined && <Note tone="warn" title={t.notJson} />}
      {look === 'form' && json !== undefined && (
        <Lines
          json={json}
          fields={fields}
          errors={errors}
          onType={(field, typed) =>
            onChange({ ...draft, text: JSON.stringify(withLine(json, field, typed, fields), null, 2) })
          }
        />
      )}
    </div>
  );
}
