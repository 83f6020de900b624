import { codeSystems } from '@lienmach/core';
import {
  Button,
  type CodeChoice,
  CodePicker,
  Dialog,
  isOutcomeError,
  Note,
  type OutcomeError,
  type RecordClient,
  SelectField,
  showToast,
  TextField,
  useActions,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ValueSet } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';

/** ingredients of the national list, and what was typed as it stands: food, latex, a brand */
async function substances({ operation }: RecordClient, text: string, free: string): Promise<CodeChoice[]> {
  const typed = text.trim();
  const found = await operation<ValueSet>('$expand', 'ValueSet', {
    url: { valueUri: `${codeSystems.ingredient}?fhir_vs` },
    filter: typed,
    count: 7,
  });
  const listed = (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
  return typed.length < 2 ? listed : [...listed, { code: '', display: typed, detail: free }];
}

interface AllergyDialogProps {
  readonly patient: string;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** a listed ingredient goes by its code, anything else by its words */
function allergyInput(substance: CodeChoice, reaction: string, criticality: string): Readonly<Record<string, unknown>> {
  const what = substance.code === '' ? { text: substance.display } : { ingredient: { valueCode: substance.code } };
  return { ...what, reaction: reaction.trim() || undefined, criticality: { valueCode: criticality } };
}

function useSave({ patient, onClose, onSaved }: AllergyDialogProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const [substance, setSubstance] = useState<CodeChoice>();
  const [reaction, setReaction] = useState('');
  const [criticality, setCriticality] = useState('high');
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (isBusy) return;
    if (substance === undefined) return setError(t.noSubstance);
    setBusy(true);
    try {
      await operation('$record-allergy', `Patient/${patient}`, allergyInput(substance, reaction, criticality));
      showToast(t.allergySaved);
      onSaved();
      onClose();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
    } finally {
      setBusy(false);
    }
  };
  const choose = (choice: CodeChoice | undefined): void => {
    setSubstance(choice);
    setError(undefined);
  };
  return {
    substance,
    choose,
    reaction,
    setReaction,
    criticality,
    setCriticality,
    refusal,
    error,
    isBusy,
    save: () => void save(),
  };
}

/** A new allergy: to what, what happened, how dangerous. Ctrl+S saves. */
export function AllergyDialog(props: AllergyDialogProps) {
  const t = useTexts(texts);
  const record = useRecord();
  const form = useSave(props);
  useActions([{ key: 'Ctrl+S', label: t.save, at: 'hidden', run: form.save }]);
  return (
    <Dialog
      title={t.recordAllergy}
      icon={IconAlertCircle}
      onClose={props.onClose}
      width={520}
      footer={
        <>
          <Button onClick={props.onClose} keyHint="Esc">
            {t.cancel}
          </Button>
          <Button tone="primary" keyHint="Ctrl+S" isBusy={form.isBusy} onClick={form.save}>
            {form.isBusy ? t.saving : t.save}
          </Button>
        </>
      }
    >
      {form.refusal?.issues.map((issue) => (
        <Note key={issue.text} tone="bad" title={issue.text} />
      ))}
      <div className="fields allergy-fields">
        <CodePicker
          label={t.substance}
          name="substance"
          span={12}
          isRequired
          isCodeHidden
          placeholder={t.substanceHint}
          error={form.error}
          value={form.substance}
          search={(text) => substances(record, text, t.substanceFree)}
          onChange={form.choose}
        />
        <TextField label={t.reaction} name="reaction" span={7} value={form.reaction} onChange={form.setReaction} />
        <SelectField
          label={t.severity}
          name="criticality"
          span={5}
          value={form.criticality}
          onChange={form.setCriticality}
          options={Object.entries(t.severities).map(([value, label]) => ({ value, label }))}
        />
      </div>
    </Dialog>
  );
}
