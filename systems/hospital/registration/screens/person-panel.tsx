import {
  Button,
  CodePicker,
  DateField,
  Panel,
  SelectField,
  StatusChip,
  TextField,
  today,
  useAgeText,
  useLanguage,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconId } from '@tabler/icons-react';
import { useMemo } from 'react';
import { entitlementsOn } from '../rules/entitlement-list.ts';
import { findCommunes } from './find-communes.ts';
import type { FieldName } from './reception-draft.ts';
import { texts } from './texts.ts';
import type { useReception } from './use-reception.ts';

const optionsOf = (list: readonly (readonly [string, string])[]) => list.map(([value, label]) => ({ value, label }));

interface PersonPanelProps {
  readonly desk: ReturnType<typeof useReception>;
  readonly onUnknown: () => void;
  readonly onNewborn: () => void;
}

/** Who it is, how to reach them, why they come. */
export function PersonPanel({ desk, onUnknown, onNewborn }: PersonPanelProps) {
  const t = useTexts(texts);
  const { draft, errors, change } = desk;
  const { fields, filled } = draft;
  const age = useAgeText();
  const language = useLanguage();
  const { operation } = useRecord();
  const cases = useMemo(() => entitlementsOn(today()).filter(({ isAtDesk }) => isAtDesk), []);
  const searchCommunes = (text: string) => findCommunes(operation, text);
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
        filled.length > 0 ? (
          <>
            <StatusChip tone="info" icon={IconId}>
              {source}
            </StatusChip>
            <Button size="sm" keyHint="Alt+C" onClick={onNewborn}>
              {t.newborn}
            </Button>
          </>
        ) : (
          <Button size="sm" keyHint="Alt+U" onClick={onUnknown}>
            {t.unknownPerson}
          </Button>
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
        <TextField {...of('address', 7)} label={t.address} />
        <CodePicker
          name="commune"
          span={5}
          label={t.commune}
          isCodeHidden
          value={fields.commune === '' ? undefined : { code: fields.commune, display: fields.communeName }}
          error={errors.commune}
          isFilled={filled.includes('commune') && fields.commune !== ''}
          search={searchCommunes}
          onChange={desk.place}
        />
        <SelectField {...of('relation', 3)} label={t.relation} options={optionsOf(t.relations)} placeholder="" />
        <TextField {...of('relativeName', 6)} label={t.relativeName} />
        <TextField {...of('relativePhone', 3)} label={t.relativePhone} isNumeric inputMode="tel" />
      </div>
      <h3 className="section">{t.visit}</h3>
      <div className="fields">
        <TextField {...of('reason', 12)} label={t.reason} isRequired />
        <SelectField {...of('priority', 4)} label={t.priority} options={optionsOf(t.priorities)} />
        <SelectField
          {...of('entitlement', 8)}
          label={t.entitlement}
          options={cases.map(({ code, vi, en }) => ({ value: code, label: `${code} ${language === 'vi' ? vi : en}` }))}
          placeholder={t.entitlementAuto}
        />
      </div>
    </Panel>
  );
}
