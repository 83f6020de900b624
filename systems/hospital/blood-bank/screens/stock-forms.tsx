import { Button, Dialog, Empty, formatDateTime, Loading, Note, useTexts, useVerb } from '@lienmach/ui';
import { IconHistory, IconLock, IconLockOpen, IconPackageImport, IconPhoneCall, IconTrash } from '@tabler/icons-react';
import { components } from '../catalogs/components.ts';
import { aboGroups } from '../rules/blood-group.ts';
import { FormDialog } from './form-dialog.tsx';
import { useComponentName, usePersonText } from './group-mark.tsx';
import { texts } from './texts.ts';
import { bankKey, type HeldUse, heldUsesOf, type ShownUnit, useLookBack } from './use-bank.ts';

const code = (valueCode: string | undefined) =>
  valueCode === undefined || valueCode === '' ? undefined : { valueCode };
const given = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim());

/** A bag comes in: its label is scanned, or typed where it cannot be. */
export function ReceiveForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const verb = useVerb(bankKey);
  const groups = aboGroups.flatMap((abo) => [`${abo}+`, `${abo}-`]);
  return (
    <FormDialog
      title={t.receive}
      icon={IconPackageImport}
      verb={verb}
      name="$receive-blood-unit"
      at="BiologicallyDerivedProduct"
      fields={[
        { name: 'scan', label: t.label, kind: 'scan', span: 12, hint: t.labelHint, isOptional: true },
        {
          name: 'component',
          label: t.component,
          kind: 'choice',
          options: components.map((one) => ({ value: one.code, label: nameOf(one.code) })),
        },
        { name: 'donation', label: t.donation, isOptional: true },
        {
          name: 'group',
          label: t.group,
          kind: 'choice',
          span: 3,
          isOptional: true,
          options: groups.map((value) => ({ value, label: value.replace('-', '−') })),
        },
        { name: 'collected', label: t.collected, kind: 'date', span: 3, isOptional: true },
        { name: 'expires', label: t.expiry, kind: 'date', span: 3, isOptional: true },
        { name: 'volume', label: `${t.volume} (mL)`, kind: 'number', span: 3, isOptional: true },
        { name: 'supplier', label: t.supplier, span: 12, isOptional: true },
        { name: 'tested', label: t.tested, kind: 'check', span: 12 },
      ]}
      inputOf={(values) => ({
        scan: (values.scan ?? '').split(/\s+/).filter((one) => one !== ''),
        component: code(values.component),
        tested: values.tested === 'yes',
        donation: given(values.donation),
        group: code(values.group),
        collected: given(values.collected) && { valueDate: values.collected },
        expires: given(values.expires) && { valueDateTime: values.expires },
        volume: Number.parseInt(values.volume ?? '', 10) || undefined,
        supplier: given(values.supplier),
      })}
      confirm={t.receive}
      said={t.received}
      onClose={onClose}
    />
  );
}

interface UnitProps {
  readonly unit: ShownUnit;
  readonly onClose: () => void;
}

/** A bag leaves the shelf, or comes back to it, with the reason. */
interface MoveProps extends UnitProps {
  readonly to: 'quarantine' | 'clear' | 'discard';
  /** the bag is at a bed already: whom to telephone */
  readonly onHeld: (uses: readonly HeldUse[]) => void;
}

export function MoveForm({ unit, to, onHeld, onClose }: MoveProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const said = { quarantine: t.quarantined, clear: t.cleared, discard: t.discarded }[to];
  return (
    <FormDialog
      title={`${t[to]} · ${unit.donation}`}
      icon={{ quarantine: IconLock, clear: IconLockOpen, discard: IconTrash }[to]}
      isDanger={to === 'discard'}
      verb={verb}
      name={`$${to}-unit`}
      at={`BiologicallyDerivedProduct/${unit.id}`}
      fields={[{ name: 'reason', label: t.reason, span: 12, hint: t.reasonHint }]}
      inputOf={({ reason }) => ({ reason })}
      confirm={t[to]}
      said={said}
      onAnswer={(answer) => onHeld(heldUsesOf(answer))}
      onClose={onClose}
    />
  );
}

/** A bag was held that is at a bed: nobody reads this past. */
export function HeldDialog({ uses, onClose }: { readonly uses: readonly HeldUse[]; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const personText = usePersonText();
  return (
    <Dialog
      title={t.callWard}
      icon={IconPhoneCall}
      isDanger
      onClose={onClose}
      footer={
        <Button tone="danger" keyHint="Esc" onClick={onClose}>
          {t.wardCalled}
        </Button>
      }
    >
      <div className="stack">
        {uses.map((use) => (
          <Note
            key={use.task}
            tone="bad"
            title={`${use.isRunning ? t.runsNow : t.liesReady}: ${[use.name, personText(use), use.place].filter(Boolean).join(' · ')}`}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** Who this bag was for. */
export function LookBackDialog({ unit, onClose }: UnitProps) {
  const t = useTexts(texts);
  const personText = usePersonText();
  const { data: way } = useLookBack(unit.id);
  return (
    <Dialog
      title={`${t.lookBack} · ${unit.donation}`}
      icon={IconHistory}
      onClose={onClose}
      footer={
        <Button keyHint="Esc" onClick={onClose}>
          {t.back}
        </Button>
      }
    >
      {way === undefined && <Loading />}
      {way?.length === 0 && <Empty title={t.never} />}
      <ul>
        {(way ?? []).map((one) => (
          <li key={`${one.patient} ${one.at}`} className="bank-fit">
            <span className="grow side-who">
              <span className="bank-name">{one.name}</span>
              <span className="s sec">{personText(one)}</span>
            </span>
            <span className="s sec">
              {t.useStates[one.state]}, {formatDateTime(one.at)}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
