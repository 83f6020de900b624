import './materials.css';
import { isOutcomeError, Panel, showToast, useActions, useScan, useTexts } from '@lienmach/ui';
import { IconDeviceFloppy, IconSlice } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { MaterialShelf } from './material-shelf.tsx';
import { materialTexts } from './material-texts.ts';
import { DiscardDialog, MaterialWork, type StoreDraft } from './material-work.tsx';
import { type Shelf, type StoreWork, steps, useLookUp, useShelf, useStoreWork } from './use-materials.ts';

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Codes that are scanned or typed: one thing is chosen at once, a case is shown to choose from. */
function useCodes(work: StoreWork, onCase: (number: string) => void) {
  const t = useTexts(materialTexts);
  const lookUp = useLookUp();
  const [error, setError] = useState<string>();
  const take = async (code: string): Promise<boolean> => {
    try {
      const found = await lookUp(code);
      const [only] = found;
      const isKnown = found.length === 1 && work.chosen.some(({ id }) => id === only?.id);
      setError(isKnown ? t.already(only?.number ?? '') : undefined);
      if (only?.number.toUpperCase() === code.trim().toUpperCase()) work.add([only]);
      else onCase(only?.caseNumber ?? code.trim().toUpperCase());
      return true;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setError(thrown.message);
      return false;
    }
  };
  return { error, forget: () => setError(undefined), take };
}

/** What is typed, what was forgotten, and the step itself. */
function useStore(shelf: Shelf, onCode: (code: string) => void) {
  const t = useTexts(materialTexts);
  const work = useStoreWork();
  const [draft, setDraft] = useState<StoreDraft>({ step: 'stored', text: '', typed: '' });
  const [isTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const codes = useCodes(work, (number) => {
    onCode(number);
    shelf.choose('found');
  });
  const set = (part: Partial<StoreDraft>): void => {
    if (part.typed !== undefined) codes.forget();
    // another step asks another question
    if (part.step !== undefined) setTried(false);
    setDraft((before) => ({ ...before, ...(part.step === undefined ? {} : { text: '' }), ...part }));
  };
  const lookUp = async (): Promise<void> => {
    if (draft.typed.trim() !== '' && (await codes.take(draft.typed))) setDraft((now) => ({ ...now, typed: '' }));
  };
  const record = async (): Promise<void> => {
    setAsking(false);
    const done = await work.record(draft.step, draft.text.trim());
    if (done > 0) showToast(t.savedToast(t.steps[draft.step] ?? draft.step, done));
    focusOn('.material-work [name="scan"]');
  };
  const save = (): void => {
    if (work.chosen.length === 0) {
      focusOn('.material-work [name="scan"]');
      return;
    }
    setTried(true);
    if (draft.text.trim() === '') focusOn('.material-work [name="text"]');
    else if (draft.step === 'discarded') setAsking(true);
    else void record();
  };
  const textError = isTried && draft.text.trim() === '' ? t.missing : undefined;
  return { work, draft, set, codes, lookUp, save, record, textError, isAsking, close: () => setAsking(false) };
}

/** The store room: containers, blocks and slides are put away, lent, taken back, and thrown away when their time is over. */
export function MaterialsScreen() {
  const t = useTexts(materialTexts);
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const shelf = useShelf(code);
  const store = useStore(shelf, setCode);
  const { work, draft } = store;
  useScan(['code', 'tube', 'order', 'drug'], async ({ text }) => store.codes.take(text));
  useActions([
    ...steps.map((step, at) => ({
      key: `Alt+${at + 1}`,
      label: t.steps[step] ?? step,
      at: 'hidden' as const,
      run: () => store.set({ step }),
    })),
    { key: 'Ctrl+1', label: t.toList, at: 'hidden', run: () => focusOn('.materials .grid') },
    { key: 'Ctrl+2', label: t.scan, at: 'hidden', run: () => focusOn('.material-work [name="scan"]') },
    {
      key: 'Alt+X',
      label: t.chooseAll,
      at: 'hidden',
      run: () => work.add((shelf.lines ?? []).filter(({ state }) => state !== 'discarded')),
    },
    {
      key: 'Alt+J',
      label: t.bench,
      icon: IconSlice,
      at: 'left',
      run: () => void navigate('/pathology/bench'),
    },
    {
      key: 'Ctrl+S',
      label: t.save(t.steps[draft.step] ?? draft.step, work.chosen.length),
      icon: IconDeviceFloppy,
      isPrimary: true,
      isDisabled: work.isBusy || work.chosen.length === 0,
      run: store.save,
    },
  ]);
  return (
    <div className="work materials">
      <MaterialWork
        work={work}
        draft={draft}
        set={store.set}
        textError={store.textError}
        scanError={store.codes.error}
        onLookUp={() => void store.lookUp()}
      />
      <Panel title={t.shelf} isTitleHidden isPadded={false} grow={1}>
        <MaterialShelf shelf={shelf} work={work} code={code} />
      </Panel>
      {store.isAsking && <DiscardDialog work={work} onClose={store.close} onConfirm={() => void store.record()} />}
    </div>
  );
}
