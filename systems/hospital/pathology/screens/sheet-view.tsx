import {
  type Action,
  Button,
  ErrorNote,
  showToast,
  useActions,
  usePrint,
  useSession,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import {
  IconChecks,
  IconDeviceFloppy,
  IconPlus,
  IconPrinter,
  IconSend,
  IconSignature,
  IconSquarePlus,
} from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { CaseSide, type ReleaseWords } from './case-side.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { texts } from './texts.ts';
import { TissuePanel } from './tissue-panel.tsx';
import { benchInput, benchKey, readingInput, type ShownCase, sheetKey } from './use-case.ts';
import { useCaseWork } from './use-case-work.ts';

const emptyWords: ReleaseWords = { reason: '', alone: '', told: '', text: '', remark: '' };
const filled = (value: string): string | undefined => (value.trim() === '' ? undefined : value);

/** save, second reading and release, one press at a time */
function useVerbs(sheet: ShownCase, work: ReturnType<typeof useCaseWork>, isReader: boolean) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey, sheetKey);
  const second = useVerb(benchKey, sheetKey);
  const [words, setWords] = useState(emptyWords);
  const at = `DiagnosticReport/${sheet.report}`;
  const save = async (): Promise<void> => {
    let { version } = sheet;
    if (work.isBenchDirty) {
      const answer = await verb.run<Parameters>('$save-case', at, benchInput(work.bench, version));
      if (answer === undefined || answer === true) return;
      version = valueIn<string>(answer, 'version') ?? version;
    }
    if (isReader && work.isReadingDirty) {
      const answer = await verb.run<Parameters>('$save-reading', at, readingInput(work.reading, version));
      if (answer === undefined) return;
    }
    work.forget();
    showToast(t.saved);
  };
  const release = async (stage: string): Promise<void> => {
    const { reason, alone, told, text } = words;
    const answer = await verb.run('$release-case', at, {
      stage: { valueCode: stage },
      version: sheet.version,
      reason: filled(reason),
      alone: filled(alone),
      told: filled(told),
      text: filled(text),
    });
    if (answer === undefined) return;
    setWords(emptyWords);
    showToast(t.releasedToast);
  };
  const readAgain = async (agrees: boolean): Promise<void> => {
    const input = { version: sheet.version, agrees, remark: filled(words.remark) };
    const answer = await second.run('$second-read', at, input);
    if (answer !== undefined) setWords({ ...words, remark: '' });
  };
  return { verb, second, words, setWords, save, release, readAgain };
}

interface Keys {
  readonly sheet: ShownCase;
  readonly work: ReturnType<typeof useCaseWork>;
  readonly verbs: ReturnType<typeof useVerbs>;
  readonly isReader: boolean;
  readonly canSecond: boolean;
  readonly canBench: boolean;
}

/** keys of the bench: cassettes and glass */
function tissueKeys({ sheet, work, canBench }: Keys, t: typeof texts.vi): Action[] {
  if (!canBench) return [];
  return [
    ...(sheet.kind === 'cytology'
      ? []
      : [{ key: 'Alt+K', label: t.addBlock, icon: IconSquarePlus, run: work.addBlock }]),
    { key: 'Alt+N', label: t.addSlide, icon: IconPlus, run: () => work.addSlide(work.lastPlace) },
    ...(work.openSlides.length > 0
      ? [{ key: 'Alt+X', label: t.allReady, icon: IconChecks, run: work.finishSlides }]
      : []),
  ];
}

/** keys of a reader: what is told; nothing is while something is unsaved */
function releaseKeys({ sheet, verbs, isReader }: Keys, waits: boolean, t: typeof texts.vi): Action[] {
  if (!isReader) return [];
  const wasFinal = sheet.releases.some(({ stage }) => stage === 'final');
  const to = (key: string, label: string, stage: string, icon = IconSend): Action => ({
    key,
    label,
    icon,
    isDisabled: waits,
    run: () => void verbs.release(stage),
  });
  return [
    ...(sheet.kind === 'frozen' && !wasFinal ? [to('Alt+T', t.releaseFrozen, 'frozen')] : []),
    wasFinal ? to('Alt+D', t.addAddendum, 'addendum') : to('Alt+P', t.provisional, 'provisional'),
    { ...to('Ctrl+Enter', wasFinal ? t.amend : t.final, 'final', IconSignature), isPrimary: true },
  ];
}

function useKeys(keys: Keys): void {
  const t = useTexts(texts);
  const { sheet, work, verbs, isReader, canSecond } = keys;
  const isDirty = work.isBenchDirty || work.isReadingDirty;
  const waits = isDirty || verbs.verb.isBusy;
  const save: Action = {
    key: 'Ctrl+S',
    label: t.save,
    icon: IconDeviceFloppy,
    isPrimary: !isReader,
    isDisabled: verbs.verb.isBusy || !isDirty,
    run: () => void verbs.save(),
  };
  const agree: Action = { key: 'Alt+Y', label: t.agree, at: 'hidden', run: () => void verbs.readAgain(true) };
  useActions(
    [...tissueKeys(keys, t), save, ...(canSecond && sheet.needsSecond ? [agree] : []), ...releaseKeys(keys, waits, t)],
    isDirty ? { text: t.unsaved, tone: 'warn' } : { text: t.isSaved, tone: 'ok' },
  );
}

function Papers({ sheet }: { readonly sheet: ShownCase }) {
  const t = useTexts(texts);
  const printing = usePrint();
  const print = (form: string): void => void printing.print({ form, at: `DiagnosticReport/${sheet.report}` });
  return (
    <div className="row case-papers">
      {sheet.blocks.length + sheet.slides.length > 0 && (
        <Button size="sm" icon={IconPrinter} isBusy={printing.isPrinting} onClick={() => print('NGPB')}>
          {t.labels}
        </Button>
      )}
      {sheet.releases.length > 0 && (
        <Button size="sm" icon={IconPrinter} isBusy={printing.isPrinting} onClick={() => print('GPB')}>
          {t.print}
        </Button>
      )}
      {printing.view}
    </div>
  );
}

/** One case: tissue, reading, and what the report will say. */
export function SheetView({ sheet, call }: { readonly sheet: ShownCase; readonly call: string }) {
  const { hasRole, who } = useSession();
  const isReader = hasRole('lab-doctor') || hasRole('lab-head');
  const canBench = hasRole('lab-technician') || hasRole('lab-doctor');
  const work = useCaseWork(sheet);
  const verbs = useVerbs(sheet, work, isReader);
  const isOther = sheet.readBy !== undefined && sheet.readBy.reference !== who;
  const canSecond = isReader && isOther;
  useKeys({ sheet, work, verbs, isReader, canSecond, canBench });
  return (
    <>
      <div className="stack case-middle">
        {verbs.verb.error !== undefined && <ErrorNote error={verbs.verb.error} />}
        <TissuePanel
          sheet={sheet}
          draft={work.bench}
          canWrite={canBench}
          onChange={work.setBench}
          onAddBlock={work.addBlock}
          onAddSlide={work.addSlide}
        />
        <ReadingPanel sheet={sheet} draft={work.reading} canWrite={isReader} onChange={work.setReading} />
        <Papers sheet={sheet} />
      </div>
      <CaseSide
        sheet={sheet}
        call={call}
        words={verbs.words}
        onWords={verbs.setWords}
        isReader={isReader}
        canSecond={canSecond}
        second={verbs.second}
        onSecond={(agrees) => void verbs.readAgain(agrees)}
      />
    </>
  );
}
