import { Note, useSession, useTexts, useVerb } from '@lienmach/ui';
import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconCheck,
  IconChecklist,
  IconDropletCheck,
  IconPlayerPlay,
  IconTestPipe,
} from '@tabler/icons-react';
import { reactionKinds } from '../catalogs/reactions.ts';
import { aboGroups } from '../rules/blood-group.ts';
import { signNames } from '../rules/vital-signs.ts';
import { FormDialog } from './form-dialog.tsx';
import { bankKey, type ShownOrder, type WardStep, type WardUse } from './use-bank.ts';
import { wardTexts } from './ward-texts.ts';

const code = (valueCode: string | undefined) =>
  valueCode === undefined || valueCode === '' ? undefined : { valueCode };
const decimal = (text: string | undefined) => {
  const value = Number.parseFloat((text ?? '').replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
};
const whole = (text: string | undefined) => Number.parseInt(text ?? '', 10) || undefined;

interface UseProps {
  readonly use: WardUse;
  readonly onClose: () => void;
}

/** One person's check: wristband, bag, card. */
export function CheckForm({ use, onClose }: UseProps) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  const options = aboGroups.map((value) => ({ value, label: value }));
  const hasCells = use.component === 'red-cells' || use.component === 'whole-blood';
  return (
    <FormDialog
      title={t.checks}
      icon={IconChecklist}
      verb={verb}
      name="$check-at-bedside"
      at={`Task/${use.task}`}
      fields={[
        { name: 'patient', label: t.patientScan, kind: 'scan', span: 12 },
        { name: 'unit', label: t.unitScan, kind: 'scan', span: 12 },
        { name: 'patientGroup', label: t.patientCard, kind: 'choice', options },
        ...(hasCells ? [{ name: 'unitGroup', label: t.unitCard, kind: 'choice' as const, options }] : []),
      ]}
      inputOf={({ patient, unit, patientGroup, unitGroup }) => ({
        patient,
        unit,
        patientGroup: code(patientGroup),
        unitGroup: code(unitGroup),
      })}
      confirm={t.check}
      said={t.checked}
      onClose={onClose}
    />
  );
}

/** Vital signs, before the first drop and while the bag runs in. */
export function SignsForm({ use, onClose }: UseProps) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  const isRunning = use.state === 'transfusing';
  return (
    <FormDialog
      title={isRunning ? t.observe : t.start}
      icon={isRunning ? IconActivityHeartbeat : IconPlayerPlay}
      verb={verb}
      name={isRunning ? '$observe-transfusion' : '$start-transfusion'}
      at={isRunning ? `Procedure/${use.transfusion}` : `Task/${use.task}`}
      fields={[
        ...signNames.map((name) => ({
          name,
          label: t.signs[name] ?? name,
          kind: 'number' as const,
          span: 4,
          isOptional: true,
        })),
        { name: 'note', label: t.note, span: 12, isOptional: true },
      ]}
      inputOf={(values) => ({
        ...Object.fromEntries(signNames.map((name) => [name, decimal(values[name])])),
        note: values.note || undefined,
      })}
      confirm={isRunning ? t.save : t.start}
      said={isRunning ? t.observed : t.started}
      onClose={onClose}
    />
  );
}

export function EndForm({ use, onClose }: UseProps) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.end}
      icon={IconDropletCheck}
      verb={verb}
      name="$end-transfusion"
      at={`Procedure/${use.transfusion}`}
      initial={{ volume: use.volume === 0 ? '' : String(use.volume) }}
      fields={[
        { name: 'volume', label: t.ran, kind: 'number', isOptional: true },
        { name: 'reason', label: t.stopReason, hint: t.stopHint, isOptional: true },
      ]}
      inputOf={({ volume, reason }) => ({ volume: whole(volume), reason: reason || undefined })}
      confirm={t.end}
      said={t.ended}
      onClose={onClose}
    />
  );
}

export function ReactionForm({ use, onClose }: UseProps) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.reactionTitle}
      icon={IconAlertTriangle}
      isDanger
      verb={verb}
      name="$report-reaction"
      at={`Procedure/${use.transfusion}`}
      fields={[
        {
          name: 'kind',
          label: t.kind,
          kind: 'choice',
          options: reactionKinds.map((one) => ({ value: one.code, label: one.name })),
        },
        {
          name: 'severity',
          label: t.severity,
          kind: 'choice',
          options: Object.entries(t.severities).map(([value, label]) => ({ value, label })),
        },
        { name: 'sign', label: t.signsSeen, isOptional: true },
        { name: 'volume', label: t.ran, kind: 'number', isOptional: true },
      ]}
      inputOf={({ kind, severity, sign, volume }) => ({
        kind: code(kind),
        severity: code(severity),
        sign: (sign ?? '')
          .split(/[;,]/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
        volume: whole(volume),
      })}
      confirm={t.reactionTitle}
      said={t.reported}
      onClose={onClose}
    >
      <Note tone="warn" title={t.reactionBody} />
    </FormDialog>
  );
}

export function DrawForm({ order, onClose }: { readonly order: ShownOrder; readonly onClose: () => void }) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.draw}
      icon={IconTestPipe}
      verb={verb}
      name="$draw-blood-sample"
      at={`ServiceRequest/${order.order}`}
      fields={[{ name: 'patient', label: t.patientScan, kind: 'scan', span: 12 }]}
      inputOf={({ patient }) => ({ patient })}
      confirm={t.draw}
      said={t.drawn}
      onClose={onClose}
    />
  );
}

export function StepForm({ step, onClose }: { readonly step: WardStep; readonly onClose: () => void }) {
  const t = useTexts(wardTexts);
  const verb = useVerb(bankKey);
  const { hasRole } = useSession();
  const isBank = hasRole('lab-technician', 'lab-doctor');
  return (
    <FormDialog
      title={step.text}
      icon={IconCheck}
      verb={verb}
      name={isBank ? '$close-reaction-check' : '$close-reaction-step'}
      at={`Task/${step.task}`}
      fields={[{ name: 'result', label: t.stepResult, span: 12, hint: t.reasonHint }]}
      inputOf={({ result }) => ({ result })}
      confirm={t.doStep}
      said={t.stepDone}
      onClose={onClose}
    />
  );
}
