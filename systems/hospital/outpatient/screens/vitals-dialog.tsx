import { Button, Dialog, showToast, useActions, useTexts } from '@lienmach/ui';
import { IconHeartRateMonitor } from '@tabler/icons-react';
import { texts } from './texts.ts';
import { useVitalsForm } from './use-vitals-form.ts';
import { VitalsFields } from './vitals-fields.tsx';

interface VitalsDialogProps {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly encounter: string;
  readonly isClosed: boolean;
}

function OpenDialog({ encounter, onClose }: { readonly encounter: string; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const form = useVitalsForm(encounter, (alarms) => {
    for (const alarm of alarms) showToast(alarm);
    onClose();
  });
  const save = (): void => void form.save();
  useActions([{ key: 'Ctrl+S', label: t.recordVitals, at: 'hidden', run: save }]);
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
          <Button tone="primary" onClick={save} keyHint="Ctrl+S" isBusy={form.isSaving}>
            {t.save}
          </Button>
        </>
      }
    >
      <VitalsFields form={form} />
    </Dialog>
  );
}

/** The doctor measures too: the same fields as the nurse has. */
export function VitalsDialog({ isOpen, onOpen, encounter, isClosed }: VitalsDialogProps) {
  const t = useTexts(texts);
  useActions(isClosed ? [] : [{ key: 'Alt+V', label: t.recordVitals, at: 'hidden', run: () => onOpen(true) }]);
  return isOpen ? <OpenDialog encounter={encounter} onClose={() => onOpen(false)} /> : null;
}
