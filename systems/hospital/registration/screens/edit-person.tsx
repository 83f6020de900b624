import {
  Button,
  ConflictTable,
  DateField,
  Dialog,
  formatDate,
  Note,
  SelectField,
  TextField,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconUserEdit } from '@tabler/icons-react';
import type { Patient } from 'fhir/r4';
import { type EditableName, personFieldsOf } from './person-fields.ts';
import { texts } from './texts.ts';
import { useEditPerson } from './use-edit-person.ts';

type Words = (typeof texts)['vi'];

function shown(name: EditableName, value: string, t: Words): string {
  if (name === 'birthDate') return formatDate(value === '' ? undefined : value);
  if (name === 'gender') return t.genders.find(([code]) => code === value)?.[1] ?? value;
  return value;
}

function Fields({ edit }: { readonly edit: ReturnType<typeof useEditPerson> }) {
  const t = useTexts(texts);
  const { fields, errors, change } = edit;
  const of = (name: EditableName, span: number) => ({
    name: `edit-${name}`,
    span,
    label: t[name],
    value: fields[name],
    error: errors[name],
    onChange: (value: string) => change(name, value),
  });
  return (
    <div className="fields" data-form>
      <TextField {...of('name', 12)} isRequired />
      <DateField
        {...of('birthDate', 4)}
        value={fields.birthDate === '' ? undefined : fields.birthDate}
        onChange={(value) => change('birthDate', value ?? '')}
        isRequired
      />
      <SelectField
        {...of('gender', 4)}
        options={t.genders.map(([value, label]) => ({ value, label }))}
        placeholder=""
        isRequired
      />
      <TextField {...of('phone', 4)} isNumeric inputMode="tel" />
      <TextField {...of('address', 12)} />
    </div>
  );
}

interface EditPersonProps {
  readonly patient: Patient;
  readonly onClose: () => void;
  readonly onSaved: (patient: Patient) => void;
}

/** Corrects a known record; what was typed and not saved comes back, what a colleague saved meanwhile is kept. */
export function EditPerson({ patient, onClose, onSaved }: EditPersonProps) {
  const t = useTexts(texts);
  const edit = useEditPerson(patient, onSaved);
  const { conflict, errors, isSaving } = edit;
  const save = (): void => void edit.save();
  useActions(
    conflict === undefined ? [{ key: 'Ctrl+S', label: t.editSave, at: 'hidden', isDisabled: isSaving, run: save }] : [],
  );
  if (conflict !== undefined) {
    return (
      <ConflictTable
        title={t.editConflict}
        takenCount={conflict.taken}
        isBusy={isSaving}
        rows={conflict.names.map((name) => ({
          id: name,
          label: t[name],
          mine: shown(name, conflict.mine[name], t),
          theirs: shown(name, personFieldsOf(conflict.theirs)[name], t),
        }))}
        onMerge={(choices) => void edit.resolve(choices)}
        onClose={edit.closeConflict}
      />
    );
  }
  return (
    <Dialog
      title={t.editTitle}
      icon={IconUserEdit}
      width={620}
      onClose={onClose}
      footer={
        <>
          <span className="grow s mut">{t.editDraft}</span>
          <Button
            onClick={() => {
              edit.drop();
              onClose();
            }}
          >
            {t.editDrop}
          </Button>
          <Button tone="primary" keyHint="Ctrl+S" isBusy={isSaving} onClick={save}>
            {t.editSave}
          </Button>
        </>
      }
    >
      {errors[''] !== undefined && <Note tone="bad" title={errors['']} />}
      <Fields edit={edit} />
    </Dialog>
  );
}
