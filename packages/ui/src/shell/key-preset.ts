import { useSyncExternalStore } from 'react';

/** Ways of pressing that people bring from the systems they worked with before. */
export const keyPresets = ['standard', 'ctrl', 'function', 'f11'] as const;
export type KeyPreset = (typeof keyPresets)[number];

type Keys = Readonly<Record<string, string>>;

/**
 * Standard key → key of the preset, both ways without doubles.
 *
 * @source web design of the house, section 5 "Keyboard model": habits counted in public Vietnamese programs (verified)
 */
const maps: Readonly<Record<KeyPreset, Keys>> = {
  standard: {},
  ctrl: { 'Alt+R': 'Ctrl+R', F9: 'Ctrl+D', 'Ctrl+D': 'Alt+D' },
  function: {
    'Ctrl+S': 'F5',
    'Ctrl+I': 'F9',
    F9: 'Shift+F9',
    'Alt+N': 'F8',
    F8: 'Shift+F8',
    'Ctrl+P': 'F10',
  },
  f11: { 'Ctrl+S': 'F11' },
};

/** The key to press for what is `Ctrl+S` in the standard. */
export const shownKey = (preset: KeyPreset, standard: string): string => maps[preset][standard] ?? standard;

/** What a pressed key means; a standard key that the preset gives to nothing else goes on working. */
export function standardKey(preset: KeyPreset, pressed: string): string {
  const given = Object.entries(maps[preset]).find(([, own]) => own === pressed);
  return given?.[0] ?? pressed;
}

const listeners = new Set<() => void>();
let current: KeyPreset = 'standard';
let shelf = '';

const isPreset = (text: string | null): text is KeyPreset => keyPresets.some((one) => one === text);

function show(preset: KeyPreset): void {
  current = preset;
  for (const listener of listeners) listener();
}

/** The keys of this person in this browser. */
export function openKeyPreset(who: string): void {
  shelf = `lienmach.keys.${who}`;
  const kept = localStorage.getItem(shelf);
  show(isPreset(kept) ? kept : 'standard');
}

export function setKeyPreset(preset: KeyPreset): void {
  localStorage.setItem(shelf, preset);
  show(preset);
}

export const currentKeyPreset = (): KeyPreset => current;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKeyPreset = (): KeyPreset => useSyncExternalStore(subscribe, currentKeyPreset, currentKeyPreset);
