import { ActionDialog, SelectField, showToast, useTexts, useVerb, valuesIn } from '@lienmach/ui';
import { IconBuildingHospital } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import { deskKey, type ShownLaboratory } from './use-desk.ts';

interface ChooseDialogProps {
  /** of the scanned tube */
  readonly number: string;
  readonly laboratories: readonly ShownLaboratory[];
  readonly onClose: () => void;
}

/** A tube whose tests go nowhere by themselves: somebody says where. */
export function ChooseDialog({ number, laboratories, onClose }: ChooseDialogProps) {
  const t = useTexts(texts);
  const verb = useVerb(deskKey);
  const [laboratory, setLaboratory] = useState(laboratories[0]?.reference ?? '');
  const list = async (): Promise<void> => {
    const answer = await verb.run<Parameters>('$refer-specimen', 'Task', {
      number,
      laboratory: { valueReference: { reference: laboratory } },
    });
    if (answer === undefined || answer === true) return;
    showToast(t.scanned(number, valuesIn(answer, 'task').length));
    onClose();
  };
  return (
    <ActionDialog
      title={t.chooseFor(number)}
      icon={IconBuildingHospital}
      action={{ key: 'Ctrl+Enter', label: t.list, isBusy: verb.isBusy, run: () => void list() }}
      cancel={t.cancel}
      error={verb.error}
      onClose={onClose}
    >
      <p className="sec">{t.chooseForHint}</p>
      <div className="fields" data-form>
        <SelectField
          label={t.laboratory}
          name="laboratory"
          span={12}
          value={laboratory}
          onChange={setLaboratory}
          options={laboratories.map(({ reference, name }) => ({ value: reference, label: name }))}
        />
      </div>
    </ActionDialog>
  );
}
