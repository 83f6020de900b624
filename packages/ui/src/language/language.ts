import { useSyncExternalStore } from 'react';

export type Language = 'vi' | 'en';

/** The same words in both languages; `vi` is written, not translated. */
export interface Bilingual<Text = string> {
  readonly vi: Text;
  readonly en: Text;
}

const KEY = 'lienmach.language';
const listeners = new Set<() => void>();
const stored = (): Language => (globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'vi');
let current: Language = typeof localStorage === 'undefined' ? 'vi' : stored();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentLanguage = (): Language => current;

export function setLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage, currentLanguage);

/**
 * The texts of a room in the language of the moment. A room keeps them in `screens/texts.ts`:
 * `export const texts = { vi: { save: 'Lưu', waiting: (n: number) => `${n} người chờ` }, en: { … } }`; both have one type.
 */
export function useTexts<Texts>(texts: { readonly vi: Texts; readonly en: NoInfer<Texts> }): Texts {
  return texts[useLanguage()];
}

/** One bilingual text, e.g. the title of a screen. */
export const useWords = (): ((text: Bilingual) => string) => {
  const language = useLanguage();
  return (text) => text[language];
};
