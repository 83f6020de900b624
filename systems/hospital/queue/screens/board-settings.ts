import { useState } from 'react';
import type { NumberStyle } from '../rules/spoken-call.ts';

/** How the board of this machine shows and reads; kept in its browser, nothing of a patient is in it. */
export interface BoardSettings {
  /** ids of exam rooms; none: every room */
  readonly rooms: readonly string[];
  /** what this hall is called; empty: the facility says enough */
  readonly hall: string;
  /** 0 to 100 */
  readonly volume: number;
  readonly style: NumberStyle;
  readonly hasNames: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

const KEY = 'lienmach.board';

const usual: BoardSettings = {
  rooms: [],
  hall: '',
  volume: 80,
  style: 'words',
  hasNames: false,
  quietFrom: '21:00',
  quietTo: '06:00',
};

function read(): BoardSettings {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<BoardSettings>) };
  } catch {
    return usual;
  }
}

export function useBoardSettings() {
  const [settings, setSettings] = useState(read);
  const change = (more: Partial<BoardSettings>): void => {
    const next = { ...settings, ...more };
    localStorage.setItem(KEY, JSON.stringify(next));
    setSettings(next);
  };
  return [settings, change] as const;
}
