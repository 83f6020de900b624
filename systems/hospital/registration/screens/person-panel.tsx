import { DateField, Panel, SelectField, StatusChip, TextField, useAgeText, useTexts } from '@lienmach/ui';
import { IconId } from '@tabler/icons-react';
import type { FieldName } from './reception-draft.ts';
import { texts } from './texts.ts';
import type { useReception } from './use-reception.ts';

const optionsOf = (list: readonly (readonly [string, string])[]) => list.map(([value, label]) => ({ value, label }));

/** Who it is, how to reach them, why they come. */
export function PersonPanel({ desk }: { readonly desk: ReturnType<typeof useReception> }) {
  const t = useTexts(texts);
  const { draft, errors, change } = desk;
  const { fields, filled } = draft;
  const age = useAgeText();
  const hasCard = draft.identityScan !== undefined || draft.insuranceScan !== undefined;
  const of = (name: FieldName, span: number) => ({
    name,
    span,
    value: fields[name],
    error: errors[name],
    isFilled: filled.includes(name) && fields[name] !== '',
    onChange: (value: string) => change(name, value),
  });
  const source = hasCard ? t.fromCard : t.fromRecord;
  return (
    <Panel
      title={t.person}
      hint={filled.length === 0 ? t.scanHint : undefined}
      actions={
        filled.length > 0 && (
          <StatusChip tone="info" icon={IconId}>
            {source}
          </StatusChip>
        )
      }
    >
      <h3 className="section">{t.identity}</h3>
      <div className="fields">
        <TextField {...of('name', 6)} label={t.name} isRequired />
        <DateField
          {...of('birthDate', 3)}
          value={fields.birthDate === '' ? undefined : fields.birthDate}
          onChange={(value) => change('birthDate', value ?? '')}
          label={t.birthDate}
          isRequired
        />
        <SelectField {...of('gender', 3)} label={t.gender} options={optionsOf(t.genders)} placeholder="" isRequired />
        <TextField {...of('personalNumber', 6)} label={t.personalNumber} isNumeric inputMode="numeric" />
        <TextField {...of('phone', 3)} label={t.phone} isNumeric inputMode="tel" />
        <div className="field desk-age">
          <span className="field-label">{t.age}</span>
          <output className="desk-age-value">
            {age(fields.birthDate === '' ? undefined : fields.birthDate) || '–'}
          </output>
        </div>
      </div>
      <h3 className="section">{t.contact}</h3>
      <div className="fields">
        <TextField {...of('address', 12)} label={t.address} />
      </div>
      <h3 className="section">{t.visit}</h3>
      <div className="fields">
        <TextField {...of('reason', 12)} label={t.reason} isRequired />
        <SelectField {...of('priority', 4)} label={t.priority} options={optionsOf(t.priorities)} />
        <SelectField
          {...of('entitlement', 8)}
          label={t.entitlement}
          options={optionsOf(t.entitlements)}
          placeholder={t.entitlementAuto}
        />
      </div>
    </Panel>
  );
}
