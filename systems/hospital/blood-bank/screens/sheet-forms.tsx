import { type Action, formatDateTime, useActions, useSession, useTexts, useVerb } from '@lienmach/ui';
import {
  IconArrowBackUp,
  IconDroplet,
  IconEraser,
  IconHandStop,
  IconLockOpen,
  IconMicroscope,
  IconPackageExport,
  IconTestPipe2,
} from '@tabler/icons-react';
import { useState } from 'react';
import { componentOf } from '../catalogs/components.ts';
import { FormDialog } from './form-dialog.tsx';
import { texts } from './texts.ts';
import { bankKey, type ShownSheet, type ShownUse } from './use-bank.ts';

const strengths = ['4+', '3+', '2+', '1+', '0', 'mf'];
const code = (valueCode: string | undefined) =>
  valueCode === undefined || valueCode === '' ? undefined : { valueCode };
type Form = 'group' | 'screen' | 'strike' | 'keep' | 'crossmatch' | 'issue' | 'return' | 'release';

interface FormProps {
  readonly sheet: ShownSheet;
  readonly onClose: () => void;
}

function GroupForm({ sheet, onClose }: FormProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const options = strengths.map((value) => ({ value, label: value === 'mf' ? t.mixed : value }));
  const reaction = (name: 'antiA' | 'antiB' | 'antiD' | 'cellA' | 'cellB', isOptional = false) => ({
    name,
    label: t[name],
    kind: 'choice' as const,
    options,
    span: 4,
    isOptional,
  });
  // the sample that nobody has read yet: a second reading of the same one confirms nothing
  const unread = sheet.sample.find(({ id }) => !sheet.determination.some(({ specimen }) => specimen === id));
  const [sample, setSample] = useState(unread ?? sheet.sample[0]);
  return (
    <FormDialog
      title={t.recordGroup}
      icon={IconDroplet}
      verb={verb}
      name="$record-blood-group"
      at={`Specimen/${sample?.id}`}
      initial={{ method: 'gel' }}
      fields={[
        reaction('antiA'),
        reaction('antiB'),
        reaction('antiD'),
        reaction('cellA', true),
        reaction('cellB', true),
        {
          name: 'method',
          label: t.method,
          kind: 'choice',
          span: 4,
          options: ['gel', 'tube', 'slide', 'machine'].map((value) => ({ value, label: t.methods[value] ?? value })),
        },
      ]}
      inputOf={(values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, code(value)]))}
      confirm={t.save}
      said={t.groupSaved}
      onClose={onClose}
    >
      <label className="field bank-sample">
        <span>{t.groupOf}</span>
        <select
          className="input"
          value={sample?.id}
          onChange={(event) => setSample(sheet.sample.find(({ id }) => id === event.currentTarget.value))}
        >
          {sheet.sample.map(({ id, number }) => (
            <option key={id} value={id}>
              {number}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
}

function ScreenForm({ sheet, onClose }: FormProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.recordScreen}
      icon={IconMicroscope}
      verb={verb}
      name="$record-antibody-screen"
      at={`Specimen/${sheet.sample[0]?.id}`}
      fields={[
        {
          name: 'result',
          label: t.screenResult,
          kind: 'choice',
          options: [
            { value: 'negative', label: t.negative },
            { value: 'positive', label: t.positive },
          ],
        },
        { name: 'note', label: t.note, isOptional: true },
      ]}
      inputOf={({ result, note }) => ({ result: code(result), note: note || undefined })}
      confirm={t.save}
      said={t.screenSaved}
      onClose={onClose}
    />
  );
}

function StrikeForm({ sheet, onClose }: FormProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const [which, setWhich] = useState(sheet.determination.at(-1)?.id ?? sheet.screening.at(-1)?.id ?? '');
  return (
    <FormDialog
      title={t.strike}
      icon={IconEraser}
      isDanger
      verb={verb}
      name="$strike-blood-group"
      at={`Observation/${which}`}
      fields={[{ name: 'reason', label: t.reason, span: 12, hint: t.reasonHint }]}
      inputOf={({ reason }) => ({ reason })}
      confirm={t.strike}
      said={t.struck}
      onClose={onClose}
    >
      <label className="field bank-sample">
        <span>{t.which}</span>
        <select className="input" value={which} onChange={(event) => setWhich(event.currentTarget.value)}>
          {sheet.determination.map(({ id, group, by }) => (
            <option key={id} value={id}>
              {`${group === '' ? t.unread : group} · ${by}`}
            </option>
          ))}
          {sheet.screening.map(({ id, result, by, at }) => (
            <option key={id} value={id}>
              {`${t.screens[result] ?? result} · ${by} · ${formatDateTime(at)}`}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
}

function KeepForm({ sheet, onClose }: FormProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.keep}
      icon={IconHandStop}
      verb={verb}
      name="$reserve-unit"
      at={`ServiceRequest/${sheet.order}`}
      fields={[{ name: 'unit', label: t.unitScan, kind: 'scan', span: 12, hint: t.unitHint }]}
      inputOf={({ unit }) => ({ unit })}
      confirm={t.keep}
      said={t.kept}
      onClose={onClose}
    />
  );
}

interface UseFormProps {
  readonly use: ShownUse;
  readonly onClose: () => void;
}

function CrossmatchForm({ use, onClose }: UseFormProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const options = [
    { value: 'compatible', label: t.compatible },
    { value: 'incompatible', label: t.incompatible },
  ];
  const needsBoth = componentOf(use.component)?.crossmatch === 'major';
  return (
    <FormDialog
      title={`${t.crossmatch} · ${use.donation}`}
      icon={IconTestPipe2}
      verb={verb}
      name="$record-crossmatch"
      at={`Task/${use.task}`}
      fields={[
        { name: 'sample', label: t.sampleScan, kind: 'scan' },
        { name: 'unit', label: t.unitScan, kind: 'scan', hint: t.unitHint },
        { name: 'saline', label: t.saline, kind: 'choice', options },
        { name: 'ahg', label: t.ahg, kind: 'choice', options, isOptional: !needsBoth },
      ]}
      inputOf={({ sample, unit, saline, ahg }) => ({ sample, unit, saline: code(saline), ahg: code(ahg) })}
      confirm={t.save}
      said={t.crossmatched}
      onClose={onClose}
    />
  );
}

function IssueForm({ use, onClose, mayNeedName }: UseFormProps & { readonly mayNeedName: boolean }) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={`${t.issue} · ${use.donation}`}
      icon={IconPackageExport}
      verb={verb}
      name="$issue-unit"
      at={`Task/${use.task}`}
      fields={[
        { name: 'unit', label: t.unitScan, kind: 'scan', hint: t.unitHint },
        { name: 'patient', label: t.requestScan, kind: 'scan' },
        { name: 'receiver', label: t.receiver, span: 12 },
        ...(mayNeedName ? [{ name: 'acceptedBy', label: t.acceptedBy, span: 12, isOptional: true }] : []),
      ]}
      inputOf={({ unit, patient, receiver, acceptedBy }) => ({
        unit,
        patient,
        receiver,
        acceptedBy: acceptedBy || undefined,
      })}
      confirm={t.issue}
      said={t.issued}
      onClose={onClose}
    />
  );
}

function BackForm({ use, onClose, isReturn }: UseFormProps & { readonly isReturn: boolean }) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const reason = { name: 'reason', label: t.reason, span: 12, hint: t.reasonHint };
  return (
    <FormDialog
      title={`${isReturn ? t.takeBack : t.letGo} · ${use.donation}`}
      icon={isReturn ? IconArrowBackUp : IconLockOpen}
      verb={verb}
      name={isReturn ? '$return-unit' : '$release-unit'}
      at={`Task/${use.task}`}
      fields={isReturn ? [reason, { name: 'intact', label: t.intact, kind: 'check', span: 12 }] : [reason]}
      inputOf={(values) => ({
        reason: values.reason,
        ...(isReturn ? { intact: values.intact === 'yes' } : {}),
      })}
      confirm={isReturn ? t.takeBack : t.letGo}
      said={isReturn ? t.takenBack : t.letGoDone}
      onClose={onClose}
    />
  );
}

/** What the keys of the bench open, by what the order and the chosen bag wait for. */
export function SheetForms({ sheet, use }: { readonly sheet: ShownSheet; readonly use: ShownUse | undefined }) {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const [form, setForm] = useState<Form>();
  const hasSample = sheet.sample.length > 0;
  const isKept = use?.state === 'reserved' || use?.state === 'compatible';
  const action = (form: Form, more: Omit<Action, 'run'>): Action => ({ ...more, run: () => setForm(form) });
  useActions([
    action('group', { key: 'Alt+N', label: t.recordGroup, icon: IconDroplet, isDisabled: !hasSample }),
    action('screen', { key: 'Alt+K', label: t.recordScreen, icon: IconMicroscope, isDisabled: !hasSample }),
    ...(hasRole('lab-doctor') && sheet.determination.length + sheet.screening.length > 0
      ? [action('strike', { key: 'Alt+X', label: t.strike, icon: IconEraser })]
      : []),
    action('keep', { key: 'Alt+G', label: t.keep, icon: IconHandStop }),
    ...(isKept ? [action('release', { key: 'Alt+B', label: t.letGo, icon: IconLockOpen })] : []),
    ...(use?.state === 'issued' ? [action('return', { key: 'Alt+R', label: t.takeBack, icon: IconArrowBackUp })] : []),
    action('crossmatch', { key: 'F8', label: t.crossmatch, icon: IconTestPipe2, isDisabled: !isKept }),
    action('issue', { key: 'F9', label: t.issue, icon: IconPackageExport, isPrimary: true, isDisabled: !isKept }),
  ]);
  const onClose = (): void => setForm(undefined);
  const ofOrder = { sheet, onClose };
  if (form === 'group') return <GroupForm {...ofOrder} />;
  if (form === 'screen') return <ScreenForm {...ofOrder} />;
  if (form === 'strike') return <StrikeForm {...ofOrder} />;
  if (form === 'keep') return <KeepForm {...ofOrder} />;
  if (use === undefined) return null;
  const ofUse = { use, onClose };
  if (form === 'crossmatch') return <CrossmatchForm {...ofUse} />;
  if (form === 'issue') return <IssueForm {...ofUse} mayNeedName={sheet.hadAntibodies && sheet.emergencyBy !== ''} />;
  if (form === 'return' || form === 'release') return <BackForm {...ofUse} isReturn={form === 'return'} />;
  return null;
}
