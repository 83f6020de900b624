import { type BurstKey, GROUP_SEPARATOR, isComposing, ScanBurst } from '@lienmach/ui';
import { useEffect, useRef } from 'react';
import { HeldKeys, isText } from './held-keys.ts';
import { type FieldBefore, takeBack } from './take-back.ts';

function snapshot(): FieldBefore | undefined {
  const control = document.activeElement;
  if (!isText(control)) return undefined;
  return { control, value: control.value, start: control.selectionStart, end: control.selectionEnd };
}

const silent = new Set(['Shift', 'Control', 'CapsLock']);
/** milliseconds after which a fast key was typed after all; longer inside what is surely a reader's */
const TYPED = 45;
const STALLED = 420;

/** The key as the burst knows it: Ctrl+] in the middle of a GS1 code is its separator, not a shortcut. */
function burstKey(event: KeyboardEvent, isReader: boolean): BurstKey {
  const { key, timeStamp: at, ctrlKey, altKey, metaKey, code } = event;
  const isSeparator = isReader && ctrlKey && code === 'BracketRight';
  if (isSeparator) return { key: GROUP_SEPARATOR, at, isComposing: false, hasModifier: false };
  return { key, at, isComposing: isComposing(event), hasModifier: ctrlKey || altKey || metaKey };
}

/**
 * One listener for the whole page, before everybody else: a burst of a reader reaches neither field, list nor shortcut.
 * Times are those of the keys, so that a busy page tears nothing apart. In a text field the first key goes through (nobody
 * can know yet) and is taken back; anywhere else it waits too, or a tube number would choose a room.
 */
function openListener(onScan: (text: string) => void): () => void {
  const burst = new ScanBurst();
  const held = new HeldKeys();
  let before: FieldBefore | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveBack = (): void => {
    clearTimeout(timer);
    held.giveBack();
  };
  const hold = (event: KeyboardEvent): void => {
    held.hold(event);
    clearTimeout(timer);
    timer = setTimeout(giveBack, burst.isReader ? STALLED : TYPED);
  };
  const finish = (event: KeyboardEvent, text: string): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(timer);
    held.drop();
    if (before !== undefined) takeBack(before);
    before = undefined;
    onScan(text);
  };
  const begin = (event: KeyboardEvent): void => {
    giveBack();
    before = snapshot();
    if (before === undefined && event.key !== ' ') hold(event);
  };
  const listen = (event: KeyboardEvent): void => {
    if (held.isReturned(event)) return;
    const step = burst.press(burstKey(event, burst.isReader));
    if (step.kind === 'scan') finish(event, step.text);
    else if (step.kind === 'hold') hold(event);
    else if (step.kind === 'begin') begin(event);
    else if (!silent.has(event.key)) giveBack();
  };
  window.addEventListener('keydown', listen, { capture: true });
  window.addEventListener('pointerdown', giveBack, { capture: true });
  return () => {
    giveBack();
    window.removeEventListener('keydown', listen, { capture: true });
    window.removeEventListener('pointerdown', giveBack, { capture: true });
  };
}

export function useScanListener(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => openListener((text) => latest.current(text)), []);
}
