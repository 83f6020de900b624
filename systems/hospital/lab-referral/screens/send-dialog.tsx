import { ActionDialog, SelectField, showToast, TextField, useTexts, useVerb, valueIn } from '@lienmach/ui';
import { IconPackageExport } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { transportTemperatures } from '../catalogs/transport-temperatures.ts';
import { texts } from './texts.ts';
import { deskKey, type ShownReferral } from './use-desk.ts';

interface SendDialogProps {
  /** all for one laboratory */
  readonly lines: readonly ShownReferral[];
  readonly onClose: () => void;
  /** @param task  one of the box, for its paper */
  readonly onSent: (task: string) => void;
}

/** How the box travels, and off it goes. */
export function SendDialog({ lines, onClose, onSent }: SendDialogProps) {
  const t = useTexts(texts);
  const verb = useVerb(deskKey);
  const [temperature, setTemperature] = useState(transportTemperatures[0]?.code ?? '');
  const [courier, setCourier] = useState('');
  const [first] = lines;
  const tubes = new Set(lines.map(({ specimenNumber }) => specimenNumber)).size;
  const send = async (): Promise<void> => {
    const answer = await verb.run<Parameters>('$send-consignment', 'Task', {
      laboratory: { valueReference: { reference: first?.laboratory } },
      task: lines.map(({ task }) => ({ valueReference: { reference: task } })),
      temperature: { valueCode: temperature },
      ...(courier.trim() === '' ? {} : { courier: courier.trim() }),
    });
    if (answer === undefined || answer === true) return;
    showToast(t.sent(valueIn<string>(answer, 'number') ?? ''));
    onSent(first?.task ?? '');
  };
  return (
    <ActionDialog
      title={t.sendTitle(first?.laboratoryName ?? '')}
      icon={IconPackageExport}
      action={{ key: 'Ctrl+Enter', label: t.send, isBusy: verb.isBusy, run: () => void send() }}
      cancel={t.cancel}
      sum={t.sendCount(tubes, lines.length)}
      error={verb.error}
      onClose={onClose}
    >
      <div className="fields" data-form>
        <SelectField
          label={t.temperature}
          name="temperature"
          span={6}
          value={temperature}
          onChange={setTemperature}
          options={transportTemperatures.map(({ code, text }) => ({ value: code, label: text }))}
        />
        <TextField label={t.courier} name="courier" span={6} value={courier} onChange={setCourier} />
      </div>
    </ActionDialog>
  );
}
