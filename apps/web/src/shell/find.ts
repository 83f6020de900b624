import {
  type Action,
  type Bilingual,
  matchesWords,
  nameOf,
  patientCodeOf,
  type RecordClient,
  type Screen,
} from '@lienmach/ui';
import type { Patient } from 'fhir/r4';

export type Hit =
  | {
      readonly kind: 'patient';
      readonly id: string;
      readonly patient: Patient;
      readonly label: string;
      readonly code: string;
    }
  | { readonly kind: 'screen'; readonly id: string; readonly screen: Screen; readonly label: string }
  | { readonly kind: 'action'; readonly id: string; readonly action: Action; readonly label: string };

export interface FindIn {
  readonly record: RecordClient;
  readonly screens: readonly Screen[];
  readonly actions: readonly Action[];
  readonly words: (text: Bilingual) => string;
}

const PEOPLE = 6;

async function findPeople(record: RecordClient, text: string): Promise<Hit[]> {
  const isCode = /^[\d-]{5,}$/.test(text);
  const query = isCode ? { identifier: text, _count: PEOPLE } : { name: text, _count: PEOPLE };
  // a role that may not look people up finds screens and actions
  const found = await record.search('Patient', query).catch(() => ({ items: [] }));
  return found.items.map((patient) => ({
    kind: 'patient',
    id: patient.id ?? '',
    patient,
    label: nameOf(patient.name),
    code: patientCodeOf(patient),
  }));
}

/** People, screens and actions that fit the words, without accents; `> ` looks for actions only. */
export async function find(text: string, { record, screens, actions, words }: FindIn): Promise<readonly Hit[]> {
  const asked = text.replace(/^>\s*/, '').trim();
  const isActionOnly = text.startsWith('>');
  const fittingActions: Hit[] = actions
    .filter((action) => action.isDisabled !== true && matchesWords(action.label, asked))
    .map((action) => ({ kind: 'action', id: action.label, action, label: action.label }));
  if (isActionOnly) return fittingActions;
  const fittingScreens: Hit[] = screens
    .filter((screen) => matchesWords(words(screen.title), asked))
    .map((screen) => ({ kind: 'screen', id: screen.id, screen, label: words(screen.title) }));
  const people = asked.length >= 2 ? await findPeople(record, asked) : [];
  return [...people, ...fittingScreens.slice(0, 5), ...fittingActions.slice(0, 5)];
}
