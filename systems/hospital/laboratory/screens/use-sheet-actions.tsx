import {
  type Action,
  type BarState,
  formatTime,
  nameOf,
  showToast,
  useActions,
  useSession,
  useTexts,
} from '@lienmach/ui';
import {
  IconBellRinging,
  IconChecks,
  IconDeviceFloppy,
  IconDropletHalf2,
  IconPackageImport,
  IconPencil,
  IconSend,
  IconSignature,
  IconTestPipeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { benchTexts } from './bench-texts.ts';
import type { Entry } from './use-entry.ts';
import type { OpenSheet } from './use-sheet.ts';

/** first what is still empty, else the first value */
export const focusSheet = (): void => {
  const all = [...document.querySelectorAll<HTMLInputElement>('.sheet-input')];
  (all.find(({ value }) => value === '') ?? all[0])?.focus();
};

interface SheetActions {
  readonly open: OpenSheet;
  readonly entry: Entry;
  readonly hasCall: boolean;
  readonly onReleased: () => void;
  readonly isAmending: boolean;
  readonly setAmending: (isAmending: boolean) => void;
}

export type Asking = 'send' | 'verify' | 'first' | 'reject' | 'amend' | undefined;

function useBarState({ open, entry, hasCall }: SheetActions): BarState {
  const t = useTexts(benchTexts);
  if (hasCall) return { text: t.untold, tone: 'bad', icon: <IconBellRinging size={16} aria-hidden="true" /> };
  if (entry.unsaved.length > 0) return { text: t.dirty(entry.unsaved.length), tone: 'warn' };
  if (open.sheet.state === 'released') return { text: t.releasedAt(formatTime(open.report.issued)), tone: 'ok' };
  return entry.savedAt === undefined ? { text: '' } : { text: t.savedAt(entry.savedAt), tone: 'ok' };
}

/** the line that keeps the sheet from going on */
const focusTrouble = (): void =>
  void setTimeout(() => {
    const at = document.querySelector<HTMLElement>('.sheet-input[aria-invalid="true"], .sheet-trouble button');
    at?.focus();
  }, 60);

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

function useSteps({ open, entry, onReleased, setAmending }: SheetActions) {
  const t = useTexts(benchTexts);
  const [asking, setAsking] = useState<Asking>();
  const save = async (isComplete: boolean): Promise<void> => {
    setAsking(undefined);
    if ((await entry.save(isComplete)) === undefined) focusTrouble();
  };
  const verify = async (isIncomplete: boolean): Promise<void> => {
    setAsking(undefined);
    if (!(await entry.verify(isIncomplete))) return focusTrouble();
    showToast(t.verified(open.report.code.text ?? '', nameOf(open.patient.name)));
    onReleased();
  };
  const collect = async (): Promise<void> => {
    if (await entry.collect()) showToast(t.collectDone);
  };
  const receive = async (): Promise<void> => {
    if (await entry.receive()) showToast(t.received);
  };
  const reject = async (reason: string, note: string): Promise<void> => {
    setAsking(undefined);
    if (await entry.reject(reason, note)) showToast(t.rejected);
  };
  const amend = async (reason: string): Promise<void> => {
    setAsking(undefined);
    if (!(await entry.amend(reason))) return focusTrouble();
    setAmending(false);
    showToast(t.amendDone);
  };
  const first = async (isIncomplete: boolean): Promise<void> => {
    setAsking(undefined);
    if (await entry.verifyFirst(isIncomplete)) showToast(t.firstDone);
    else focusTrouble();
  };
  const go = { send: () => save(true), verify, first };
  const ask = (what: 'send' | 'verify' | 'first'): void => {
    if (entry.missing.length > 0) setAsking(what);
    else void go[what](false);
  };
  return { asking, setAsking, save, verify, first, collect, receive, reject, amend, ask };
}

type Steps = ReturnType<typeof useSteps>;

/** Before anything is measured: the tube. */
function useTubeActions({ open }: SheetActions, { collect, receive, setAsking }: Steps): readonly Action[] {
  const t = useTexts(benchTexts);
  const { specimen, sheet } = open;
  if (specimen === undefined || sheet.state === 'released') return [];
  const isDrawn = specimen.collection?.collectedDateTime !== undefined;
  if (!isDrawn) return [{ key: 'Alt+P', label: t.collect, icon: IconDropletHalf2, run: () => void collect() }];
  const isHere = specimen.receivedTime !== undefined || sheet.state !== 'to-receive';
  return [
    ...(isHere ? [] : [{ key: 'Alt+P', label: t.receive, icon: IconPackageImport, run: () => void receive() }]),
    { key: 'Alt+T', label: t.reject, icon: IconTestPipeOff, run: () => setAsking('reject') },
  ];
}

/** Values that wait to be saved, verified once or twice. */
function useOpenActions({ open, entry }: SheetActions, steps: Steps, isDoctor: boolean): readonly Action[] {
  const t = useTexts(benchTexts);
  const { state, lines, steps: count } = open.sheet;
  if (state === 'released') return [];
  const isDisabled = entry.isBusy;
  const hasSome = lines.length > entry.missing.length;
  const isComplete = state === 'to-verify' || state === 'to-release';
  const isFirst = count === 2 && state !== 'to-release' && hasSome;
  const canSend = hasSome && entry.missing.length > 0 && !isComplete && !isDoctor;
  const save = () => void steps.save(false);
  return [
    ...(canSend ? [{ key: 'Alt+G', label: t.send, icon: IconSend, run: () => steps.ask('send') }] : []),
    { key: 'Ctrl+S', label: t.save, icon: IconDeviceFloppy, isPrimary: !isDoctor, isDisabled, run: save },
    ...(isFirst
      ? [{ key: 'Alt+K', label: t.verifyFirst, icon: IconChecks, isDisabled, run: () => steps.ask('first') }]
      : []),
    ...(isDoctor && (count !== 2 || !isFirst)
      ? [
          {
            key: 'Ctrl+Enter',
            label: t.verify,
            icon: IconSignature,
            isPrimary: true,
            isDisabled: isDisabled || !hasSome,
            run: () => steps.ask('verify'),
          },
        ]
      : []),
  ];
}

/** A released result that was wrong. */
function useAmendActions(props: SheetActions, { setAsking }: Steps, isDoctor: boolean): readonly Action[] {
  const t = useTexts(benchTexts);
  const { open, entry, isAmending, setAmending } = props;
  if (open.sheet.state !== 'released' || !isDoctor) return [];
  if (!isAmending) {
    const begin = (): void => {
      setAmending(true);
      // somebody quicker is already typing in a line: the focus stays there
      setTimeout(() => {
        if (document.activeElement?.matches('.sheet-input') !== true) focusSheet();
      }, 60);
    };
    return [{ key: 'Alt+S', label: t.amend, icon: IconPencil, run: begin }];
  }
  const stop = (): void => {
    entry.clearValues();
    setAmending(false);
  };
  const isDisabled = entry.isBusy || entry.unsaved.length === 0;
  return [
    { key: 'Alt+B', label: t.amendStop, run: stop },
    {
      key: 'Ctrl+Enter',
      label: t.amendNow,
      icon: IconPencil,
      isPrimary: true,
      isDisabled,
      run: () => setAsking('amend'),
    },
  ];
}

/** Keys and buttons of one sheet, and what has to be confirmed first. */
export function useSheetActions(props: SheetActions) {
  const t = useTexts(benchTexts);
  const isDoctor = useSession().hasRole('lab-doctor');
  const steps = useSteps(props);
  const tube = useTubeActions(props, steps);
  const open = useOpenActions(props, steps, isDoctor);
  const amend = useAmendActions(props, steps, isDoctor);
  const { reflex } = props.open.sheet;
  const [next] = isDoctor ? reflex : [];
  const more: readonly Action[] =
    next === undefined
      ? []
      : [{ key: 'Alt+X', label: t.addReflex, at: 'hidden', run: () => void props.entry.reflex(next.test) }];
  useActions(
    [
      ...tube,
      ...open,
      ...amend,
      ...more,
      { key: 'Ctrl+2', label: t.sheetKey, at: 'hidden', run: focusSheet },
      { key: 'Ctrl+3', label: t.sideKey, at: 'hidden', run: () => focusOn('.call input') },
      { key: 'Alt+N', label: t.comment, at: 'hidden', run: () => focusOn('[name=conclusion]') },
    ],
    useBarState(props),
  );
  return { ...steps, isDoctor };
}
