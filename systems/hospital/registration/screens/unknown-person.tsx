import {
  Button,
  Dialog,
  isOutcomeError,
  Note,
  SelectField,
  TextField,
  useActions,
  useDraft,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconUserQuestion } from '@tabler/icons-react';
import type { Patient } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';

const empty = { gender: '', age: '', description: '' };

/** Somebody who cannot say who they are: what one can see, and a temporary code; never an invented number. */
export function UnknownPerson({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (patient: Patient) => void;
}) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const [look, setLook, forget] = useDraft('registration.unknown', empty);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const change = (name: keyof typeof empty) => (value: string) => setLook((now) => ({ ...now, [name]: value }));
  const save = async (): Promise<void> => {
    const estimatedAge = Number(look.age);
    if (look.gender === '' || look.age.trim() === '' || !Number.isInteger(estimatedAge)) {
      setProblem(t.unknownNeeds);
      return;
    }
    setBusy(true);
    try {
      const made = await operation<Patient>('$enroll-unknown', 'Patient', {
        gender: { valueCode: look.gender },
        estimatedAge,
        description: look.description.trim() === '' ? undefined : look.description.trim(),
      });
      forget();
      onMade(made);
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setProblem(thrown.message);
    } finally {
      setBusy(false);
    }
  };
  useActions([{ key: 'Ctrl+S', label: t.unknownSave, at: 'hidden', isDisabled: isBusy, run: () => void save() }]);
  return (
    <Dialog
      title={t.unknownPerson}
      icon={IconUserQuestion}
      width={560}
      onClose={onClose}
      footer={
        <>
          <span className="grow s mut">{t.unknownHint}</span>
          <Button tone="primary" keyHint="Ctrl+S" isBusy={isBusy} onClick={() => void save()}>
            {t.unknownSave}
          </Button>
        </>
      }
    >
      {problem !== undefined && <Note tone="bad" title={problem} />}
      <div className="fields" data-form>
        <SelectField
          name="unknown-gender"
          span={5}
          label={t.unknownGender}
          value={look.gender}
          onChange={change('gender')}
          options={t.genders.map(([value, label]) => ({ value, label }))}
          placeholder=""
          isRequired
        />
        <TextField
          name="unknown-age"
          span={4}
          label={t.unknownAge}
          value={look.age}
          onChange={change('age')}
          isNumeric
          inputMode="numeric"
          maxLength={3}
          isRequired
        />
        <TextField
          name="unknown-description"
          span={12}
          label={t.unknownDescription}
          value={look.description}
          onChange={change('description')}
        />
      </div>
    </Dialog>
  );
}
