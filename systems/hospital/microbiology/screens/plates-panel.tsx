import { Panel, SelectField, useLanguage, useTexts } from '@lienmach/ui';
import { kindOf } from '../catalogs/culture-services.ts';
import { amounts, smearFindings } from '../catalogs/smear.ts';
import { type ReadingState, readingStates } from '../rules/worksheet.ts';
import { texts } from './texts.ts';
import type { SheetDraft, ShownSheet } from './use-culture.ts';

interface PlatesPanelProps {
  readonly sheet: ShownSheet;
  readonly draft: SheetDraft;
  readonly onChange: (draft: SheetDraft) => void;
}

/** The direct smear and the plates, day after day; a day that has not come cannot be read. */
export function PlatesPanel({ sheet, draft, onChange }: PlatesPanelProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const nameOf = (one: { readonly name: string; readonly english: string }): string =>
    language === 'vi' ? one.name : one.english;
  const days = Math.max(sheet.day, kindOf(sheet.kind)?.days ?? 3, ...draft.readings.map(({ day }) => day));
  const read = (day: number, state: string): void => {
    const rest = draft.readings.filter((one) => one.day !== day);
    const known = readingStates.find((one): one is ReadingState => one === state);
    onChange({ ...draft, readings: known === undefined ? rest : [...rest, { day, state: known }] });
  };
  const look = (finding: string, amount: string): void => {
    const rest = draft.smear.filter((one) => one.finding !== finding);
    onChange({ ...draft, smear: amount === '' ? rest : [...rest, { finding, amount }] });
  };
  return (
    <Panel title={t.plates} hint={t.day(sheet.day)}>
      <div className="culture-plates">
        {Array.from({ length: days + 1 }, (_, index) => index).map((day) => {
          const state = draft.readings.find((one) => one.day === day)?.state ?? '';
          return (
            <div key={day} className="culture-plate" data-state={state || undefined}>
              <SelectField
                label={t.day(day)}
                name={`day-${day}`}
                value={state}
                isDisabled={day > sheet.day}
                placeholder={t.notRead}
                options={readingStates.map((value) => ({ value, label: t.readings[value] ?? value }))}
                onChange={(value) => read(day, value)}
              />
            </div>
          );
        })}
      </div>
      <h3 className="culture-sub">{t.smear}</h3>
      <div className="culture-smear">
        {smearFindings.map((finding) => (
          <SelectField
            key={finding.code}
            label={nameOf(finding)}
            value={draft.smear.find((one) => one.finding === finding.code)?.amount ?? ''}
            placeholder={t.notLooked}
            options={amounts.map((amount) => ({ value: amount.code, label: nameOf(amount) }))}
            onChange={(value) => look(finding.code, value)}
          />
        ))}
      </div>
    </Panel>
  );
}
