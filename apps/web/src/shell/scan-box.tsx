import {
  type Bilingual,
  formatDate,
  Kbd,
  type Scan,
  type ScanKind,
  type Screen,
  scanOf,
  useActionBoard,
  useRecord,
  useScanDesk,
  useShownActions,
  useTexts,
  useWords,
} from '@lienmach/ui';
import { IconBolt, IconCheck, IconLayoutGrid, IconScan, IconUser, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { texts } from '../texts.ts';
import { find, type Hit } from './find.ts';
import { useScanListener } from './use-scan-listener.ts';

interface BoxState {
  readonly kind: 'idle' | 'hit' | 'miss';
  readonly what?: ScanKind;
  readonly text?: string;
}

/** milliseconds in which the same code counts once */
const ONCE = 2000;
const WAIT = 150;

const pathOf = (screen: Screen): string => screen.path.replace(/\/:.*$/, '');

/** a reader that types through an input method turns `aa` into `â`: cards have no such letters outside names */
const isMangled = (scan: Scan): boolean => scan.kind === 'code' && /[^\p{ASCII}]/u.test(scan.text);

function useTakeScan(screens: readonly Screen[], show: (state: BoxState) => void, search: (text: string) => void) {
  const desk = useScanDesk();
  const navigate = useNavigate();
  const t = useTexts(texts);
  const last = useRef({ text: '', at: 0 });
  return async (scan: Scan): Promise<void> => {
    const isAgain = scan.text === last.current.text && Date.now() - last.current.at < ONCE;
    last.current = { text: scan.text, at: Date.now() };
    if (isAgain) return;
    const answer = await desk.take(scan);
    if (answer !== undefined) {
      show({ kind: 'hit', what: scan.kind, text: answer });
      return;
    }
    const screen = screens.find((one) => one.takesScans?.includes(scan.kind));
    if (screen) {
      desk.hold(scan);
      navigate(pathOf(screen));
      show({ kind: 'hit', what: scan.kind, text: '' });
    } else if (isMangled(scan)) show({ kind: 'miss', text: t.scanBroken });
    else if (scan.kind === 'code' || scan.kind === 'patient') search(scan.value);
    else show({ kind: 'miss', what: scan.kind, text: t.scanMiss });
  };
}

interface ResultsProps {
  readonly hits: readonly Hit[];
  readonly active: number;
  readonly onTake: (hit: Hit) => void;
}

const signs = { patient: IconUser, screen: IconLayoutGrid, action: IconBolt };

function HitRow({ hit }: { readonly hit: Hit }) {
  const Sign = signs[hit.kind];
  return (
    <>
      <Sign size={16} stroke={1.75} aria-hidden="true" />
      <span className="grow el">{hit.label}</span>
      {hit.kind === 'patient' && (
        <span className="s mut n">
          {formatDate(hit.patient.birthDate)} · {hit.code}
        </span>
      )}
      {hit.kind === 'action' && hit.action.key !== undefined && <Kbd>{hit.action.key}</Kbd>}
    </>
  );
}

function Results({ hits, active, onTake }: ResultsProps) {
  const t = useTexts(texts);
  const titles = { patient: t.people, screen: t.screens, action: t.actions };
  return (
    <div className="pop find-pop">
      {hits.length === 0 && <p className="option mut">{t.nothingFound}</p>}
      <div role="listbox" id="find-list" aria-label={t.scanLabel}>
        {hits.map((hit, index) => (
          <div key={`${hit.kind}|${hit.id}`}>
            {hits[index - 1]?.kind !== hit.kind && (
              <div className="find-group" aria-hidden="true">
                {titles[hit.kind]}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box itself takes the keys */}
            <div
              role="option"
              tabIndex={-1}
              id={`find-${index}`}
              className="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(hit)}
            >
              <HitRow hit={hit} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function useFind(text: string, screens: readonly Screen[]) {
  const record = useRecord();
  const words: (one: Bilingual) => string = useWords();
  const { actions } = useShownActions();
  const [hits, setHits] = useState<readonly Hit[]>();
  const latest = useRef({ record, screens, actions, words });
  latest.current = { record, screens, actions, words };
  useEffect(() => {
    setHits(undefined);
    if (text.trim() === '') return;
    let isStale = false;
    const timer = setTimeout(() => {
      void find(text, latest.current).then((found) => isStale || setHits(found));
    }, WAIT);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return hits;
}

function BoxFace({ state }: { readonly state: BoxState }) {
  const t = useTexts(texts);
  if (state.kind === 'idle') return null;
  const what = state.what === undefined ? '' : t.scanKinds[state.what];
  return (
    <output className="scan-face">
      <b className="el">{[what, state.text].filter(Boolean).join(' · ')}</b>
      {state.kind === 'hit' && <span className="s ok nw">{t.scanned}</span>}
    </output>
  );
}

interface ScanBoxProps {
  readonly screens: readonly Screen[];
  readonly box: RefObject<HTMLInputElement | null>;
}

/** One box for everything: scanned from anywhere, typed by name without accents, people, screens and actions. */
export function ScanBox({ screens, box }: ScanBoxProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const board = useActionBoard();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [state, setState] = useState<BoxState>({ kind: 'idle' });
  const hits = useFind(text, screens);
  const search = (asked: string): void => {
    setState({ kind: 'idle' });
    setText(asked);
    box.current?.focus();
  };
  const takeScan = useTakeScan(screens, setState, search);
  useScanListener((raw) => {
    setText('');
    void takeScan(scanOf(raw));
  });
  const takePatient = async (hit: Extract<Hit, { kind: 'patient' }>): Promise<void> => {
    const opener = screens.find((screen) => screen.opensPatient !== undefined);
    const scan: Scan = { kind: 'patient', text: hit.code, value: hit.code, patient: hit.patient };
    if (opener?.opensPatient) navigate(opener.opensPatient(hit.id));
    else await takeScan(scan);
  };
  const take = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    setText('');
    setActive(0);
    box.current?.blur();
    if (hit.kind === 'screen') navigate(pathOf(hit.screen));
    else if (hit.kind === 'action') board.findByLabel(hit.label)?.run();
    else void takePatient(hit);
  };
  const move = (by: number): void => setActive((at) => Math.max(0, Math.min((hits?.length ?? 1) - 1, at + by)));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => take(hits?.[active]),
    Escape: () => {
      setText('');
      box.current?.blur();
    },
  };
  const onKey = (event: KeyboardEvent): void => {
    const press = event.nativeEvent.isComposing ? undefined : keys[event.key];
    if (press === undefined) return;
    event.preventDefault();
    press();
  };
  const Sign = { idle: IconScan, hit: IconCheck, miss: IconX }[state.kind];
  return (
    <search className="scan" data-state={state.kind}>
      <Sign size={18} stroke={1.75} aria-hidden="true" />
      <BoxFace state={state} />
      <input
        ref={box}
        role="combobox"
        aria-label={t.scanLabel}
        aria-expanded={text !== ''}
        aria-controls="find-list"
        aria-activedescendant={hits?.[active] ? `find-${active}` : undefined}
        className={state.kind === 'idle' ? '' : 'sr'}
        value={text}
        placeholder={t.scanPlaceholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onFocus={() => setState({ kind: 'idle' })}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onBlur={() => setText('')}
        onKeyDown={onKey}
      />
      <Kbd>Ctrl+K</Kbd>
      {text.trim() !== '' && hits !== undefined && <Results hits={hits} active={active} onTake={take} />}
    </search>
  );
}
