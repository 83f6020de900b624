import './kiosk.css';
import { Button, ErrorNote, type OutcomeError, useRecord, useSession, useTexts, valueIn } from '@lienmach/ui';
import { IconBackspace, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { localTime } from './local-time.ts';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import { useRoomLoads } from './use-board.ts';

interface Place {
  readonly roomName: string;
  readonly ticket: number;
  readonly state: string;
  readonly ahead: number | undefined;
  readonly minutes: number | undefined;
}

/** milliseconds after which the next person finds an empty page */
const FORGET = 25_000;
const LONGEST = 4;

const placeOf = (answer: Parameters): Place => ({
  roomName: valueIn<string>(answer, 'roomName') ?? '',
  ticket: valueIn<number>(answer, 'ticket') ?? 0,
  state: valueIn<string>(answer, 'state') ?? '',
  ahead: valueIn<number>(answer, 'ahead'),
  minutes: valueIn<number>(answer, 'estimatedMinutes'),
});

/** the code of a slip: `noi-1-20260302-007` */
const scanned = /^(.+)-\d{8}-(\d{1,4})$/;

function Answer({ place, onAgain }: { readonly place: Place; readonly onAgain: () => void }) {
  const t = useTexts(texts);
  const again = useRef<HTMLDivElement>(null);
  useEffect(() => again.current?.querySelector('button')?.focus(), []);
  const hints = {
    waiting: t.mayGrow,
    skipped: t.skippedHint,
    seen: t.seenHint,
  } as Readonly<Record<string, string>>;
  return (
    <section className="kiosk-answer" data-state={place.state} aria-live="polite">
      <p className="kiosk-sub">{t.numberIn(place.roomName)}</p>
      <p className="kiosk-number">{ticketText(place.ticket)}</p>
      <p className="kiosk-state">{t.states[place.state]}</p>
      {place.ahead !== undefined && (
        <p className="kiosk-wait">
          <b>{t.ahead(place.ahead)}</b>
          <span>{place.minutes === undefined ? t.waitUnknown : t.waitAbout(place.minutes)}</span>
        </p>
      )}
      {hints[place.state] !== undefined && <p className="kiosk-sub">{hints[place.state]}</p>}
      <div ref={again}>
        <Button size="lg" tone="primary" className="kiosk-go" onClick={onAgain}>
          {t.again}
        </Button>
      </div>
    </section>
  );
}

function useLookUp() {
  const { operation } = useRecord();
  return useMutation<Place, OutcomeError, { readonly room: string; readonly ticket: number }>({
    mutationFn: async (asked) => placeOf(await operation<Parameters>('$ticket', 'Encounter', asked)),
    networkMode: 'always',
  });
}

const figures = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeypadProps {
  readonly onFigure: (figure: string) => void;
  readonly onErase: () => void;
  readonly isBusy: boolean;
}

function Keypad({ onFigure, onErase, isBusy }: KeypadProps) {
  const t = useTexts(texts);
  return (
    <div className="kiosk-pad">
      {figures.map((figure) => (
        <button key={figure} type="button" className="kiosk-key" onClick={() => onFigure(figure)}>
          {figure}
        </button>
      ))}
      <button type="button" className="kiosk-key" aria-label={t.erase} onClick={onErase}>
        <IconBackspace aria-hidden="true" />
      </button>
      <button type="button" className="kiosk-key" onClick={() => onFigure('0')}>
        0
      </button>
      <button type="submit" className="kiosk-key" data-go aria-busy={isBusy} aria-label={t.look}>
        <IconSearch aria-hidden="true" />
      </button>
    </div>
  );
}

interface AskProps {
  readonly lookUp: ReturnType<typeof useLookUp>;
}

function Ask({ lookUp }: AskProps) {
  const t = useTexts(texts);
  const loads = useRoomLoads();
  const rooms = loads.data ?? [];
  const [room, setRoom] = useState('');
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string>();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const chosen = rooms.length === 1 ? (rooms[0]?.id ?? '') : room;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const slip = scanned.exec(number.trim());
    const ask =
      slip === null ? { room: chosen, ticket: Number(number) } : { room: slip[1] ?? '', ticket: Number(slip[2]) };
    if (!(ask.ticket > 0)) setProblem(t.mustType);
    else if (ask.room === '') setProblem(t.mustChoose);
    else {
      setProblem(undefined);
      lookUp.mutate(ask);
    }
    box.current?.select();
  };
  const type = (text: string): void => {
    setNumber(text);
    setProblem(undefined);
    box.current?.focus();
  };
  return (
    <form className="kiosk-ask" onSubmit={submit} noValidate>
      <div className="kiosk-column">
        <fieldset className="kiosk-rooms">
          <legend>{t.chooseRoom}</legend>
          {loads.error !== null && loads.data === undefined && (
            <ErrorNote error={loads.error} onRetry={() => void loads.refetch()} />
          )}
          {rooms.map(({ id, name, waiting }) => (
            <label key={id} className="kiosk-room" data-chosen={id === chosen || undefined}>
              <input
                type="radio"
                name="room"
                value={id}
                checked={id === chosen}
                onChange={() => {
                  setRoom(id);
                  setProblem(undefined);
                }}
              />
              <b>{name}</b>
              <small>{t.waiting(waiting)}</small>
            </label>
          ))}
        </fieldset>
      </div>
      <div className="kiosk-column">
        <label className="kiosk-label" htmlFor="kiosk-number">
          {t.myNumber}
        </label>
        <input
          ref={box}
          id="kiosk-number"
          className="kiosk-input"
          value={number}
          inputMode="numeric"
          autoComplete="off"
          maxLength={60}
          aria-invalid={problem !== undefined}
          aria-describedby="kiosk-problem"
          onChange={(event) => type(event.currentTarget.value)}
        />
        <p id="kiosk-problem" className="kiosk-problem" role="alert">
          {problem ?? lookUp.error?.message}
        </p>
        <Keypad
          isBusy={lookUp.isPending}
          onErase={() => type(number.slice(0, -1))}
          onFigure={(figure) => type(number.length < LONGEST ? number + figure : number)}
        />
      </div>
    </form>
  );
}

/** One question, one answer: where does my number stand. For fingers, for readers of codes, for keys. */
export function KioskScreen() {
  const t = useTexts(texts);
  const { site } = useSession();
  const lookUp = useLookUp();
  const { data, reset } = lookUp;
  useEffect(() => {
    if (data === undefined) return;
    const timer = setTimeout(reset, FORGET);
    return () => clearTimeout(timer);
  }, [data, reset]);
  return (
    <div className="kiosk">
      <header className="kiosk-head">
        <div className="grow">
          <p className="kiosk-title">{t.kiosk}</p>
          <p className="kiosk-site">
            {site.name}
            {site.isDemo && ` · ${t.demo}`}
          </p>
        </div>
        <time className="kiosk-clock">{localTime()}</time>
      </header>
      <main className="kiosk-main">
        {data === undefined && <p className="kiosk-hint">{t.kioskHint}</p>}
        {data === undefined ? <Ask lookUp={lookUp} /> : <Answer place={data} onAgain={reset} />}
      </main>
    </div>
  );
}
