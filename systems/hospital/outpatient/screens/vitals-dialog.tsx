import {
  Button,
  Dialog,
  isOutcomeError,
  Note,
  type OutcomeError,
  recordKey,
  TextField,
  useActions,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconHeartRateMonitor } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type VitalName, vitalSigns } from '../rules/vital-signs.ts';
import { texts } from './texts.ts';

const fields: readonly VitalName[] = [
  'systolic',
  'diastolic',
  'pulse',
  'oxygenSaturation',
  'temperature',
  'respiratoryRate',
  'weight',
  'height',
];

const paths = Object.fromEntries(fields.map((name) => [name, name])) as Record<VitalName, string>;

interface VitalsDialogProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly encounter: string;
  readonly isClosed: boolean;
}

function VitalsForm({ encounter, onClose }: { readonly encounter: string; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [values, setValues] = useState<Partial<Record<VitalName, string>>>({});
  const [refusal, setRefusal] = useState<OutcomeError>();
  const errors = refusal?.fieldErrors(paths) ?? {};
  const save = async (): Promise<void> => {
    const measured = Object.entries(values).flatMap(([name, text]) => {
      const value = Number(text.trim().replace(',', '.'));
      return text.trim() === '' ? [] : [[name, value] as const];
    });
    try {
      await operation('$record-vitals', `Encounter/${encounter}`, Object.fromEntries(measured));
      await cache.invalidateQueries({ queryKey: recordKey('Observation') });
      await cache.invalidateQueries({ queryKey: recordKey('Encounter') });
      onClose();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
    }
  };
  useActions([{ key: 'Ctrl+S', label: t.recordVitals, at: 'hidden', run: () => void save() }]);
  return (
    <Dialog
      title={t.recordVitals}
      icon={IconHeartRateMonitor}
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.later}
          </Button>
          <Button tone="primary" onClick={() => void save()} keyHint="Ctrl+S">
            {t.save}
          </Button>
        </>
      }
    >
      {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
      <div className="fields">
        {fields.map((name, index) => (
          <TextField
            key={name}
            label={t.vitalNames[name] ?? name}
            value={values[name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
            end={vitalSigns[name].unit}
            inputMode="decimal"
            isNumeric
            autoFocus={index === 0}
            error={errors[name]}
            span={6}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** The doctor measures too: the same fields as the nurse has. */
export function VitalsDialog({ isOpen, onOpen, encounter, isClosed }: VitalsDialogProps) {
  const t = useTexts(texts);
  useActions(isClosed ? [] : [{ key: 'Alt+V', label: t.recordVitals, at: 'hidden', run: () => onOpen(true) }]);
  return isOpen ? <VitalsForm encounter={encounter} onClose={() => onOpen(false)} /> : null;
}
