import {
  ActionDialog,
  Button,
  CodePicker,
  DateField,
  IconButton,
  matchesWords,
  nameOf,
  showToast,
  TextField,
  today,
  useActions,
  useRecord,
  useSearch,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconPhoneCall, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Practitioner, PractitionerRole } from 'fhir/r4';
import { useState } from 'react';
import {
  type Callee,
  type DraftStep,
  gapsOf,
  type LadderDraft,
  ladderDraft,
  ladderInput,
  refusalsOf,
  withStep,
} from './ladder-draft.ts';
import { ladderTexts } from './ladder-texts.ts';
import { type LadderLine, laddersKey } from './use-ladders.ts';

const MOST_PLACES = 500;
const SHOWN = 8;

const phoneOf = (telecom: Practitioner['telecom']): { readonly phone?: string } => {
  const phone = telecom?.find(({ system, value }) => system === 'phone' && value !== undefined)?.value;
  return phone === undefined ? {} : { phone };
};

const calleeOf = ({ id, name, telecom }: Practitioner): Callee => ({
  code: `Practitioner/${id}`,
  display: nameOf(name),
  ...phoneOf(telecom),
});

const roleOf = ({ id, code, practitioner, telecom }: PractitionerRole): Callee => {
  const [work = ''] = code?.flatMap(({ text, coding }) => text ?? coding?.[0]?.display ?? []) ?? [];
  return {
    code: `PractitionerRole/${id}`,
    display: [work, practitioner?.display].filter(Boolean).join(', '),
    ...phoneOf(telecom),
  };
};

/** Persons by name, and what they work as. Names may begin with a title, so a part of them is enough. */
function useFindCallee(): (text: string) => Promise<readonly Callee[]> {
  const { search } = useRecord();
  return async (text) => {
    if (text === '') return [];
    const [persons, roles] = await Promise.all([
      search('Practitioner', { 'name:contains': text, _count: SHOWN }),
      search('PractitionerRole', { 'practitioner.name:contains': text, active: true, _count: SHOWN }),
    ]);
    const active = persons.items.filter((one) => one.active !== false).map(calleeOf);
    return [...active, ...roles.items.map(roleOf)].filter(({ display }) => display !== '');
  };
}

interface StepProps {
  readonly step: DraftStep;
  readonly at: number;
  readonly errorOf: (at: string) => string | undefined;
  readonly onChange: (step: DraftStep) => void;
  /** absent: the only one */
  readonly onRemove: (() => void) | undefined;
}

function StepLine({ step, at, errorOf, onChange, onRemove }: StepProps) {
  const t = useTexts(ladderTexts);
  const find = useFindCallee();
  return (
    <li className="ladder-line">
      <div className="fields">
        <TextField
          name={`step.${at}.after`}
          label={t.after}
          span={3}
          isNumeric
          isRequired
          inputMode="numeric"
          value={step.after}
          error={errorOf(`step[${at}].after`)}
          onChange={(after) => onChange({ ...step, after })}
        />
        <CodePicker
          name={`step.${at}.who`}
          label={t.who}
          span={6}
          isRequired
          isCodeHidden
          placeholder={t.whoHint}
          value={step.who}
          error={errorOf(`step[${at}].who`)}
          search={find}
          onChange={(who) => onChange({ ...step, who, phone: who?.phone ?? step.phone })}
        />
        <TextField
          name={`step.${at}.phone`}
          label={t.phone}
          span={3}
          isNumeric
          inputMode="tel"
          maxLength={30}
          value={step.phone}
          onChange={(phone) => onChange({ ...step, phone })}
        />
      </div>
      {onRemove !== undefined && <IconButton icon={IconTrash} label={t.removeStep(at + 1)} onClick={onRemove} />}
    </li>
  );
}

interface PartProps {
  readonly draft: LadderDraft;
  readonly set: (part: Partial<LadderDraft>) => void;
  readonly errorOf: (at: string) => string | undefined;
}

function Head({ draft, set, errorOf }: PartProps) {
  const t = useTexts(ladderTexts);
  const places = useSearch('Location', { status: 'active', _sort: 'name', _count: MOST_PLACES }).data?.items ?? [];
  return (
    <div className="fields">
      <DateField
        name="from"
        label={t.fromField}
        span={4}
        isRequired
        value={draft.from || undefined}
        error={errorOf('from')}
        onChange={(from) => set({ from: from ?? '' })}
      />
      <CodePicker
        name="place"
        label={t.place}
        span={8}
        isCodeHidden
        placeholder={t.house}
        hint={t.placeHint}
        value={draft.place}
        error={errorOf('location')}
        search={async (text) =>
          places
            .filter(({ name = '' }) => matchesWords(name, text))
            .map(({ id, name = '' }) => ({ code: `Location/${id}`, display: name }))
        }
        onChange={(place) => set({ place })}
      />
    </div>
  );
}

function Steps({ draft, set, errorOf }: PartProps) {
  const t = useTexts(ladderTexts);
  const { steps } = draft;
  return (
    <section aria-label={t.stepTitle} className="col">
      <h3 className="section">{t.stepTitle}</h3>
      <ol className="ladder-lines">
        {steps.map((step, at) => (
          <StepLine
            key={step.key}
            step={step}
            at={at}
            errorOf={errorOf}
            onChange={(changed) => set({ steps: steps.map((one) => (one.key === changed.key ? changed : one)) })}
            onRemove={steps.length === 1 ? undefined : () => set({ steps: steps.filter((one) => one !== step) })}
          />
        ))}
      </ol>
      <div className="row">
        <Button size="sm" icon={IconPlus} keyHint="Alt+B" onClick={() => set(withStep(draft))}>
          {t.addStep}
        </Button>
      </div>
      <div className="fields">
        <TextField
          name="repeat"
          label={t.repeat}
          span={4}
          isNumeric
          isRequired
          inputMode="numeric"
          hint={t.repeatHint}
          value={draft.repeat}
          error={errorOf('repeat')}
          onChange={(repeat) => set({ repeat })}
        />
        <TextField
          name="rings"
          label={t.rings}
          span={4}
          isNumeric
          isRequired
          inputMode="numeric"
          value={draft.rings}
          error={errorOf('rings')}
          onChange={(rings) => set({ rings })}
        />
      </div>
    </section>
  );
}

const toFirstError = (): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus());
};

/** The form: what was refused stands under its field, and the hand goes to the first of them. */
function useLadderForm(line: LadderLine | undefined, onClose: () => void) {
  const t = useTexts(ladderTexts);
  const verb = useVerb(laddersKey);
  const [draft, setDraft] = useState<LadderDraft>(() => ladderDraft(line, today()));
  const [isTried, setTried] = useState(false);
  const gaps = gapsOf(draft);
  const refusals = refusalsOf(verb.error);
  const set = (part: Partial<LadderDraft>): void => {
    verb.clear();
    setDraft((before) => ({ ...before, ...part }));
  };
  const errorOf = (at: string): string | undefined => {
    const gap = isTried ? gaps.get(at) : undefined;
    return gap === undefined ? refusals.get(at) : t[gap];
  };
  const save = async (): Promise<void> => {
    setTried(true);
    const isSaved =
      gaps.size === 0 && (await verb.run('$save-call-ladder', 'ActivityDefinition', ladderInput(draft))) !== undefined;
    if (!isSaved) return toFirstError();
    showToast(t.saved);
    onClose();
  };
  const isOther = verb.error !== undefined && [...refusals.keys()].every((at) => at === '');
  return { draft, set, errorOf, save, isBusy: verb.isBusy, other: isOther ? verb.error : undefined };
}

/** A new ladder; it begins with the one that is looked at. */
export function LadderForm({ line, onClose }: { readonly line: LadderLine | undefined; readonly onClose: () => void }) {
  const t = useTexts(ladderTexts);
  const { draft, set, errorOf, save, isBusy, other } = useLadderForm(line, onClose);
  useActions([{ key: 'Alt+B', label: t.addStep, at: 'hidden', run: () => set(withStep(draft)) }]);
  return (
    <ActionDialog
      title={t.formTitle}
      icon={IconPhoneCall}
      width={720}
      action={{ key: 'Ctrl+S', label: t.save, isBusy, run: () => void save() }}
      cancel={t.back}
      error={other}
      onClose={onClose}
    >
      <div className="col" data-form>
        <p className="sec">{t.formHint}</p>
        <Head draft={draft} set={set} errorOf={errorOf} />
        <Steps draft={draft} set={set} errorOf={errorOf} />
      </div>
    </ActionDialog>
  );
}
