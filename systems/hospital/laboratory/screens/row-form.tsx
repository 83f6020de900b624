import {
  ActionDialog,
  Button,
  DateField,
  IconButton,
  SelectField,
  showToast,
  TextField,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconFilePlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { catalogTexts } from './catalog-texts.ts';
import {
  type DraftInterval,
  emptyInterval,
  isComplete,
  isWrong,
  proposalInput,
  type RowDraft,
  rowDraft,
} from './row-draft.ts';
import { catalogKey, type ShownRow } from './use-catalog.ts';

type Cell = Exclude<keyof DraftInterval, 'key' | 'group' | 'text'>;

interface LineProps {
  readonly name: string;
  readonly line: DraftInterval;
  readonly isTried: boolean;
  readonly onChange: (line: DraftInterval) => void;
  readonly onRemove: () => void;
}

/** one group of people with its two bounds */
function IntervalLine({ name, line, isTried, onChange, onRemove }: LineProps) {
  const t = useTexts(catalogTexts);
  const cell = (part: Cell) => (
    <TextField
      key={part}
      name={`${name}.${part}`}
      label={t[part]}
      span={2}
      isNumeric
      value={line[part]}
      error={isTried && isWrong(line[part]) ? t.notNumber : undefined}
      onChange={(value) => onChange({ ...line, [part]: value })}
    />
  );
  const ages: readonly Cell[] = line.maxDays === '' ? ['minAge', 'maxAge'] : ['maxDays'];
  return (
    <div className="row-line">
      <div className="fields">
        <SelectField
          name={`${name}.group`}
          label={t.group}
          span={line.maxDays === '' ? 3 : 5}
          value={line.group}
          options={Object.entries(t.groups).map(([value, label]) => ({ value, label }))}
          onChange={(group) => onChange({ ...line, group })}
        />
        {ages.map(cell)}
        {cell('low')}
        {cell('high')}
      </div>
      <IconButton icon={IconTrash} label={t.remove} onClick={onRemove} />
    </div>
  );
}

interface LinesProps {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly DraftInterval[];
  readonly isTried: boolean;
  readonly onChange: (lines: readonly DraftInterval[]) => void;
}

function IntervalLines({ name, title, lines, isTried, onChange }: LinesProps) {
  const t = useTexts(catalogTexts);
  const next = Math.max(-1, ...lines.map(({ key }) => key)) + 1;
  return (
    <section className="row-lines">
      <h3 className="section">{title}</h3>
      {lines.map((line) => (
        <IntervalLine
          key={line.key}
          name={`${name}.${line.key}`}
          line={line}
          isTried={isTried}
          onChange={(changed) => onChange(lines.map((one) => (one.key === changed.key ? changed : one)))}
          onRemove={() => onChange(lines.filter((one) => one.key !== line.key))}
        />
      ))}
      <Button icon={IconPlus} onClick={() => onChange([...lines, emptyInterval(next)])}>
        {t.add}
      </Button>
    </section>
  );
}

interface FormProps {
  readonly row: ShownRow;
  /** first day on which a row may begin, ISO */
  readonly tomorrow: string;
  readonly onClose: () => void;
}

/** The next row of an indicator: begins with what is in use, counts when a second person has agreed. */
export function RowForm({ row, tomorrow, onClose }: FormProps) {
  const t = useTexts(catalogTexts);
  const verb = useVerb(catalogKey);
  const [draft, setDraft] = useState<RowDraft>(() => rowDraft(row.now, tomorrow));
  const [isTried, setTried] = useState(false);
  const set = (part: Partial<RowDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const wrong = (text: string) => (isTried && isWrong(text) ? t.notNumber : undefined);
  const save = async (): Promise<void> => {
    setTried(true);
    if (!isComplete(draft)) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus());
      return;
    }
    const input = proposalInput(row.code, draft, row.now);
    if ((await verb.run('$propose-lab-row', 'ObservationDefinition', input)) === undefined) return;
    showToast(t.proposedToast);
    onClose();
  };
  const hasDelta = draft.absolute.trim() !== '' || draft.percent.trim() !== '';
  return (
    <ActionDialog
      title={t.formTitle(row.now.name)}
      icon={IconFilePlus}
      width={720}
      action={{ key: 'Ctrl+S', label: t.save, isBusy: verb.isBusy, run: () => void save() }}
      cancel={t.back}
      error={verb.error}
      onClose={onClose}
    >
      <div className="col" data-form>
        <div className="fields">
          <DateField
            name="from"
            label={t.fromField}
            span={3}
            isRequired
            value={draft.from || undefined}
            onChange={(from) => set({ from: from ?? '' })}
          />
          <TextField name="name" label={t.nameField} span={4} value={draft.name} onChange={(name) => set({ name })} />
          <TextField
            name="method"
            label={t.methodField}
            span={3}
            value={draft.method}
            onChange={(method) => set({ method })}
          />
          <TextField
            name="decimals"
            label={t.decimalsField}
            span={2}
            isNumeric
            value={draft.decimals}
            error={wrong(draft.decimals)}
            onChange={(decimals) => set({ decimals })}
          />
        </div>
        <IntervalLines
          name="range"
          title={`${t.ranges}, ${row.unit}`}
          lines={draft.ranges}
          isTried={isTried}
          onChange={(ranges) => set({ ranges })}
        />
        <IntervalLines
          name="critical"
          title={`${t.criticals}, ${row.unit}`}
          lines={draft.criticals}
          isTried={isTried}
          onChange={(criticals) => set({ criticals })}
        />
        <h3 className="section">{t.deltaTitle}</h3>
        <div className="fields">
          {(['absolute', 'percent', 'within'] as const).map((part) => (
            <TextField
              key={part}
              name={part}
              label={t[part]}
              span={4}
              isNumeric
              value={draft[part]}
              error={
                wrong(draft[part]) ??
                (isTried && part === 'within' && hasDelta && draft.within.trim() === '' ? t.missing : undefined)
              }
              onChange={(value) => set({ [part]: value })}
            />
          ))}
        </div>
      </div>
    </ActionDialog>
  );
}
