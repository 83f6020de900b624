import { Note, TextField, useTexts } from '@lienmach/ui';
import { vitalSigns } from '../rules/vital-signs.ts';
import { texts } from './texts.ts';
import { type VitalsForm, vitalFields } from './use-vitals-form.ts';

/** Two columns of figures with their units; Enter goes on. */
export function VitalsFields({ form }: { readonly form: VitalsForm }) {
  const t = useTexts(texts);
  return (
    <>
      {form.errors[''] !== undefined && <Note tone="bad" title={form.errors['']} />}
      <div className="fields">
        {vitalFields.map((name, index) => (
          <TextField
            key={name}
            name={name}
            label={t.vitalNames[name] ?? name}
            value={form.values[name] ?? ''}
            onChange={(value) => form.set(name, value)}
            end={vitalSigns[name].unit}
            inputMode="decimal"
            maxLength={8}
            isNumeric
            autoFocus={index === 0}
            error={form.errors[name]}
            span={6}
          />
        ))}
      </div>
    </>
  );
}
