import { codeSystems } from '@lienmach/core';
import {
  ActionDialog,
  CheckField,
  type CodeChoice,
  CodePicker,
  IconButton,
  SelectField,
  showToast,
  TextField,
  useRecord,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconBuildingHospital, IconX } from '@tabler/icons-react';
import type { ValueSet } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import { deskKey, type ShownLaboratory } from './use-desk.ts';

interface TestDraft {
  readonly code: string;
  readonly display: string;
  readonly hours: string;
  readonly isUsual: boolean;
}

const fields = ['code', 'name', 'phone', 'address', 'qualityLevel'] as const;
type Draft = Readonly<Record<(typeof fields)[number], string>>;

const draftOf = (known: ShownLaboratory | undefined): Draft => ({
  code: known?.code ?? '',
  name: known?.name ?? '',
  phone: known?.phone ?? '',
  address: known?.address ?? '',
  qualityLevel: known?.qualityLevel ?? '',
});

const testsOf = (known: ShownLaboratory | undefined): TestDraft[] =>
  (known?.tests ?? []).map(({ code, name, hours, isUsual }) => ({
    code,
    display: name,
    hours: String(hours),
    isUsual,
  }));

const inputOf = (draft: Draft, tests: readonly TestDraft[], active: boolean) => ({
  code: draft.code,
  name: draft.name,
  ...(draft.phone === '' ? {} : { phone: draft.phone }),
  ...(draft.address === '' ? {} : { address: draft.address }),
  ...(draft.qualityLevel === '' ? {} : { qualityLevel: { valueCode: draft.qualityLevel } }),
  active,
  test: tests.map(({ code, hours, isUsual }) => ({
    code: { valueCode: code },
    hours: { valueInteger: Number.parseInt(hours, 10) || 0 },
    usual: isUsual,
  })),
});

function TestLine({
  test,
  onChange,
  onRemove,
}: {
  readonly test: TestDraft;
  readonly onChange: (test: TestDraft) => void;
  readonly onRemove: () => void;
}) {
  const t = useTexts(texts);
  return (
    <li>
      <span className="grow el">
        {test.display} <span className="n sec">{test.code}</span>
      </span>
      <TextField
        name={`hours-${test.code}`}
        label={t.hoursOf(test.display)}
        isNumeric
        value={test.hours}
        onChange={(hours) => onChange({ ...test, hours })}
      />
      <span className="sec">{t.hours}</span>
      <CheckField label={t.usual} isChecked={test.isUsual} onChange={(isUsual) => onChange({ ...test, isUsual })} />
      <IconButton icon={IconX} label={t.removeTest(test.display)} onClick={onRemove} />
    </li>
  );
}

interface LaboratoryDialogProps {
  readonly laboratories: readonly ShownLaboratory[];
  readonly onClose: () => void;
}

/** Who measures for this house: chosen to be changed, or new. */
export function LaboratoryDialog({ laboratories, onClose }: LaboratoryDialogProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const verb = useVerb(deskKey);
  const [chosen, setChosen] = useState('');
  const [draft, setDraft] = useState(draftOf(undefined));
  const [tests, setTests] = useState<readonly TestDraft[]>([]);
  const [isActive, setActive] = useState(true);
  const choose = (reference: string): void => {
    const known = laboratories.find((one) => one.reference === reference);
    setChosen(reference);
    setDraft(draftOf(known));
    setTests(testsOf(known));
    setActive(known?.isActive ?? true);
  };
  const find = async (filter: string): Promise<CodeChoice[]> => {
    if (filter.trim() === '') return [];
    const found = await operation<ValueSet>('$expand', 'ValueSet', {
      url: { valueUri: codeSystems.services7603 },
      filter,
      count: 8,
    });
    return (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
  };
  const add = (choice: CodeChoice | undefined): void => {
    if (choice === undefined || tests.some(({ code }) => code === choice.code)) return;
    setTests([...tests, { code: choice.code, display: choice.display, hours: '24', isUsual: true }]);
  };
  const save = async (): Promise<void> => {
    if ((await verb.run('$save-referral-laboratory', 'Organization', inputOf(draft, tests, isActive))) === undefined)
      return;
    showToast(t.saved);
    onClose();
  };
  const field = (name: (typeof fields)[number], label: string, span: number) => (
    <TextField
      name={name}
      label={label}
      span={span}
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: value })}
    />
  );
  return (
    <ActionDialog
      title={t.laboratories}
      icon={IconBuildingHospital}
      width={640}
      action={{ key: 'Ctrl+S', label: t.save, isBusy: verb.isBusy, run: () => void save() }}
      cancel={t.cancel}
      error={verb.error}
      onClose={onClose}
    >
      <div className="fields" data-form>
        <SelectField
          label={t.laboratory}
          name="known"
          span={12}
          value={chosen}
          placeholder={t.newLaboratory}
          onChange={choose}
          options={laboratories.map(({ reference, name }) => ({ value: reference, label: name }))}
        />
        {field('code', t.code, 3)}
        {field('name', t.name, 9)}
        {field('phone', t.phone, 3)}
        {field('address', t.address, 5)}
        <SelectField
          label={t.level}
          name="level"
          span={4}
          value={draft.qualityLevel}
          onChange={(qualityLevel) => setDraft({ ...draft, qualityLevel })}
          options={Object.entries(t.levels).map(([value, label]) => ({ value, label }))}
        />
        <CodePicker
          label={t.addTest}
          name="test"
          span={12}
          value={undefined}
          isAdding
          placeholder={t.addTestHint}
          search={find}
          onChange={add}
        />
      </div>
      {tests.length === 0 && <p className="sec">{t.noTest}</p>}
      <ul className="referral-tests">
        {tests.map((test) => (
          <TestLine
            key={test.code}
            test={test}
            onChange={(next) => setTests(tests.map((one) => (one.code === next.code ? next : one)))}
            onRemove={() => setTests(tests.filter(({ code }) => code !== test.code))}
          />
        ))}
      </ul>
      <CheckField label={t.active} isChecked={isActive} onChange={setActive} />
    </ActionDialog>
  );
}
