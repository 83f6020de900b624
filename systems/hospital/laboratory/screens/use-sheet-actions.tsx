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
import { IconBellRinging, IconDeviceFloppy, IconDropletHalf2, IconSend, IconSignature } from '@tabler/icons-react';
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
}

export type Asking = 'send' | 'verify' | undefined;

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

function useSteps({ open, entry, onReleased }: SheetActions) {
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
  const ask = (what: 'send' | 'verify'): void => {
    if (entry.missing.length > 0) setAsking(what);
    else void (what === 'send' ? save(true) : verify(false));
  };
  return { asking, setAsking, save, verify, collect, ask };
}

/** Keys and buttons of one sheet, and what has to be confirmed first. */
export function useSheetActions(props: SheetActions) {
  const t = useTexts(benchTexts);
  const { open, entry } = props;
  const isDoctor = useSession().hasRole('lab-doctor');
  const { asking, setAsking, save, verify, collect, ask } = useSteps(props);
  const { state, lines } = open.sheet;
  const hasSome = lines.length > entry.missing.length;
  const isUndrawn = open.specimen !== undefined && open.specimen.collection?.collectedDateTime === undefined;
  const hasHoles = entry.missing.length > 0 && state !== 'to-verify';
  const isDisabled = entry.isBusy;
  const send: Action = { key: 'Alt+G', label: t.send, icon: IconSend, run: () => ask('send') };
  const onOpen: readonly Action[] = [
    ...(isUndrawn ? [{ key: 'Alt+P', label: t.collect, icon: IconDropletHalf2, run: () => void collect() }] : []),
    ...(hasSome && hasHoles && !isDoctor ? [send] : []),
    {
      key: 'Ctrl+S',
      label: t.save,
      icon: IconDeviceFloppy,
      isPrimary: !isDoctor,
      isDisabled,
      run: () => void save(false),
    },
  ];
  const release: Action = {
    key: 'Ctrl+Enter',
    label: t.verify,
    icon: IconSignature,
    isPrimary: true,
    isDisabled: isDisabled || !hasSome,
    run: () => ask('verify'),
  };
  useActions(
    [
      ...(state === 'released' ? [] : onOpen),
      ...(state !== 'released' && isDoctor ? [release] : []),
      { key: 'Ctrl+2', label: t.sheetKey, at: 'hidden', run: focusSheet },
      { key: 'Ctrl+3', label: t.sideKey, at: 'hidden', run: () => focusOn('.call input') },
      { key: 'Alt+N', label: t.comment, at: 'hidden', run: () => focusOn('[name=conclusion]') },
    ],
    useBarState(props),
  );
  return { asking, setAsking, save, verify, isDoctor };
}
