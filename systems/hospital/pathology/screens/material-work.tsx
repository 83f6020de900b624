import { Button, Dialog, IconButton, Panel, Segments, TextField, useActions, useTexts } from '@lienmach/ui';
import { IconTrash, IconX } from '@tabler/icons-react';
import { KeptUntil } from './material-shelf.tsx';
import { materialTexts } from './material-texts.ts';
import { type ShownMaterial, type StoreStep, type StoreWork, steps } from './use-materials.ts';

/** What is typed beside the list. */
export interface StoreDraft {
  readonly step: StoreStep;
  readonly text: string;
  readonly typed: string;
}

interface WorkProps {
  readonly work: StoreWork;
  readonly draft: StoreDraft;
  readonly set: (part: Partial<StoreDraft>) => void;
  readonly textError: string | undefined;
  readonly scanError: string | undefined;
  readonly onLookUp: () => void;
}

const isStep = (value: string): value is StoreStep => steps.some((one) => one === value);

function ChosenLine({ line, work }: { readonly line: ShownMaterial; readonly work: StoreWork }) {
  const t = useTexts(materialTexts);
  const refusal = work.refusals.get(line.id);
  return (
    <li className="material-chosen" data-refused={refusal !== undefined || undefined}>
      <span className="grow side-who">
        <span>
          <b className="n">{line.number}</b> {t.materials[line.material]}
          {line.what !== '' && ` · ${line.what}`}
        </span>
        <span className="s sec">
          {line.name} · {line.last === '' ? t.states[line.state] : line.last}
        </span>
        {refusal === undefined ? (
          <span className="s sec">
            {t.heads.kept}: <KeptUntil line={line} />
          </span>
        ) : (
          <span className="s material-refusal" role="alert">
            {refusal}
          </span>
        )}
      </span>
      <IconButton icon={IconX} label={t.remove(line.number)} onClick={() => work.remove(line.id)} />
    </li>
  );
}

function Chosen({ work }: { readonly work: StoreWork }) {
  const t = useTexts(materialTexts);
  return (
    <section aria-label={t.chosen} className="col">
      <h3 className="section">{t.chosenCount(work.chosen.length)}</h3>
      {work.chosen.length === 0 ? (
        <p className="sec">{t.nothingChosen}</p>
      ) : (
        <ul className="material-list">
          {work.chosen.map((line) => (
            <ChosenLine key={line.id} line={line} work={work} />
          ))}
        </ul>
      )}
      {work.chosen.length > 1 && (
        <div className="row">
          <Button size="sm" tone="quiet" onClick={work.clear}>
            {t.clear}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is done, where to, and with which: scanned one after the other, or ticked in the list beside. */
export function MaterialWork({ work, draft, set, textError, scanError, onLookUp }: WorkProps) {
  const t = useTexts(materialTexts);
  const { step, text, typed } = draft;
  return (
    <Panel title={t.work}>
      <div className="stack material-work" data-form>
        <Segments
          label={t.stepName}
          options={steps.map((value) => ({ value, label: t.steps[value] ?? value }))}
          value={step}
          onChange={(value) => isStep(value) && set({ step: value })}
        />
        <TextField
          name="text"
          label={t.textOf[step] ?? ''}
          placeholder={t.textHint[step] ?? ''}
          isRequired
          maxLength={200}
          value={text}
          error={textError}
          onChange={(next) => set({ text: next })}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onLookUp();
          }}
        >
          <TextField
            name="scan"
            label={t.scan}
            hint={t.scanHint}
            isNumeric
            maxLength={40}
            value={typed}
            error={scanError}
            onChange={(next) => set({ typed: next })}
          />
        </form>
        <Chosen work={work} />
      </div>
    </Panel>
  );
}

interface ConfirmProps {
  readonly work: StoreWork;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** What is gone is gone: the codes once more, before. */
export function DiscardDialog({ work, onClose, onConfirm }: ConfirmProps) {
  const t = useTexts(materialTexts);
  useActions([{ key: 'Ctrl+Enter', label: t.discardNow, at: 'hidden', run: onConfirm }]);
  return (
    <Dialog
      title={t.discardTitle(work.chosen.length)}
      icon={IconTrash}
      isDanger
      onClose={onClose}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.back}
          </Button>
          <Button tone="danger" keyHint="Ctrl+Enter" isBusy={work.isBusy} onClick={onConfirm}>
            {t.discardNow}
          </Button>
        </>
      }
    >
      <div className="col">
        <p>{t.discardBody}</p>
        <ul className="material-codes">
          {work.chosen.map(({ id, number, material }) => (
            <li key={id}>
              {t.materials[material]} <b className="n">{number}</b>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
