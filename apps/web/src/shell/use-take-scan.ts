import {
  nameOf,
  patientCodeOf,
  type Scan,
  type ScanKind,
  type Screen,
  useRecord,
  useScanDesk,
  useTexts,
} from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { texts } from '../texts.ts';
import { soundScan } from './scan-sound.ts';

/** What the box shows of the last code. */
export interface BoxState {
  readonly kind: 'idle' | 'hit' | 'miss';
  readonly what?: ScanKind;
  /** who or what it was; of a miss exactly what the reader sent */
  readonly text?: string;
  /** why nobody took it */
  readonly reason?: string;
}

/** milliseconds in which the same code counts once */
const ONCE = 2000;

export const pathOf = (screen: Screen): string => screen.path.replace(/\/:.*$/, '');

/** a reader that types through an input method turns `aa` into `â`: cards have no such letters outside names */
const isMangled = (scan: Scan): boolean => scan.kind === 'code' && /[^\p{ASCII}]/u.test(scan.text);

/** what may be the number of a person, when no screen knows better */
const mayBePerson = ({ kind }: Scan): boolean => kind === 'code' || kind === 'patient' || kind === 'identity-card';

const numberIn = (scan: Scan): string => (scan.kind === 'identity-card' ? (scan.text.split('|')[0] ?? '') : scan.text);

/** Hands people to the screen that shows people; undefined: no screen does. */
export function useOpenPatient(screens: readonly Screen[]) {
  const navigate = useNavigate();
  return (patient: Patient): boolean => {
    const opener = screens.find((screen) => screen.opensPatient !== undefined);
    if (opener?.opensPatient === undefined || patient.id === undefined) return false;
    navigate(opener.opensPatient(patient.id));
    return true;
  };
}

/** A code goes to the screen that is open, else to the screen that wants this kind, else a person is looked up by it. */
export function useTakeScan(screens: readonly Screen[], show: (state: BoxState) => void) {
  const desk = useScanDesk();
  const record = useRecord();
  const navigate = useNavigate();
  const openPatient = useOpenPatient(screens);
  const t = useTexts(texts);
  const last = useRef({ text: '', at: 0 });

  const findPerson = async (scan: Scan): Promise<string | undefined> => {
    if (!mayBePerson(scan)) return undefined;
    const found = await record
      .search('Patient', { identifier: numberIn(scan), _count: 2 })
      .catch(() => ({ items: [] as Patient[] }));
    const [only, other] = found.items;
    if (only === undefined || other !== undefined) return undefined;
    const known: Scan = { kind: 'patient', text: scan.text, value: patientCodeOf(only), patient: only };
    const answer = await desk.take(known);
    return answer !== undefined || openPatient(only) ? nameOf(only.name).toLocaleUpperCase('vi') : undefined;
  };
  const deliver = async (scan: Scan): Promise<string | undefined> => {
    const answer = await desk.take(scan);
    if (answer !== undefined) return answer;
    const screen = screens.find((one) => one.takesScans?.includes(scan.kind));
    if (screen === undefined) return findPerson(scan);
    desk.hold(scan);
    navigate(pathOf(screen));
    return '';
  };
  return async (scan: Scan): Promise<void> => {
    const isAgain = scan.text === last.current.text && Date.now() - last.current.at < ONCE;
    last.current = { text: scan.text, at: Date.now() };
    if (isAgain) return;
    const answer = await deliver(scan);
    soundScan(answer !== undefined);
    if (answer !== undefined) show({ kind: 'hit', what: scan.kind, text: answer });
    else show({ kind: 'miss', what: scan.kind, text: scan.text, reason: isMangled(scan) ? t.scanBroken : t.scanMiss });
  };
}
