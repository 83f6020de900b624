import { useSearch, useSession, useTitleMark } from '@lienmach/ui';
import { useEffect, useRef, useState } from 'react';
import { type AlarmSound, ringing, turnsHere } from '../rules/bench-alarm.ts';
import { soundAlarm } from './alarm-sound.ts';
import { useOpenCalls } from './use-calls.ts';

/** of this workplace; nothing of a patient is in it */
const KEY = 'lienmach.lab-sound';
const TICK = 15_000;

/** turns this window has rung for, whichever screen was looked at in between */
let rung: ReadonlySet<string> = new Set();

/** The person who signed in, and what that person works as. */
function useMine(): ReadonlySet<string> {
  const { who } = useSession();
  const roles = useSearch('PractitionerRole', { practitioner: who, active: true, _count: 50 }).data?.items ?? [];
  return new Set([who, ...roles.map(({ id }) => `PractitionerRole/${id}`)]);
}

/** Time itself makes turns where no ladder does. */
function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), TICK);
    return () => clearInterval(timer);
  }, []);
}

function useSoundSwitch() {
  const [isOff, setOff] = useState(() => localStorage.getItem(KEY) === 'off');
  const turn = (): void => {
    localStorage.setItem(KEY, isOff ? 'on' : 'off');
    setOff(!isOff);
  };
  return { isOff, turn };
}

export interface BenchAlarm {
  /** calls whose turn it is here */
  readonly count: number;
  readonly sound: AlarmSound;
  readonly turnSound: () => void;
  /** pressed by hand: now the browser lets it be heard */
  readonly unblock: () => void;
}

/** The mark, the sound and the title for critical calls that wait for whoever sits at the bench. */
export function useBenchAlarm(): BenchAlarm {
  const turns = turnsHere(useOpenCalls(), useMine(), new Date());
  useTick();
  const { isOff, turn } = useSoundSwitch();
  const [isBlocked, setBlocked] = useState(false);
  const isTrying = useRef(false);
  useTitleMark(turns.length);

  const ring = async (): Promise<void> => {
    const next = ringing(turns, rung, isOff ? 'off' : 'on');
    if (!next.rings) {
      rung = next.rung;
      return;
    }
    if (isTrying.current) return;
    isTrying.current = true;
    const heard = await soundAlarm();
    isTrying.current = false;
    setBlocked(heard === 'refused');
    rung = ringing(turns, rung, heard === 'refused' ? 'blocked' : 'on').rung;
  };
  // asked anew with every picture of the bench, the clock's among them: what has rung is known
  useEffect(() => {
    void ring();
  });

  return {
    count: turns.length,
    sound: isOff ? 'off' : isBlocked ? 'blocked' : 'on',
    turnSound: turn,
    unblock: () => void ring(),
  };
}
