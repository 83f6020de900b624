import { Button, GROUP_SEPARATOR, Kbd, type Scan, type Screen, scanOf, useActionBoard, useTexts } from '@lienmach/ui';
import { IconCamera, IconCheck, IconScan, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import { texts } from '../texts.ts';
import { CameraScan } from './camera-scan.tsx';
import type { Hit } from './find.ts';
import { FindResults } from './find-results.tsx';
import { useFind } from './use-find.ts';
import { useScanListener } from './use-scan-listener.ts';
import { type BoxState, pathOf, useOpenPatient, useTakeScan } from './use-take-scan.ts';

const signs = { idle: IconScan, hit: IconCheck, miss: IconX };

function BoxFace({ state, onSearch }: { readonly state: BoxState; readonly onSearch: (text: string) => void }) {
  const t = useTexts(texts);
  if (state.kind === 'idle') return null;
  const what = state.what === undefined ? '' : t.scanKinds[state.what];
  const { text = '', reason } = state;
  const shown = text.replaceAll(GROUP_SEPARATOR, ' ');
  return (
    <>
      <output className="scan-face">
        <b className="el">{[what, shown].filter(Boolean).join(' · ')}</b>
        {state.kind === 'hit' && <span className="s ok nw">{t.scanned}</span>}
        {reason !== undefined && <span className="s el">{reason}</span>}
      </output>
      {state.kind === 'miss' && (
        <Button size="sm" onClick={() => onSearch(text)}>
          {t.findPatient}
        </Button>
      )}
    </>
  );
}

interface ScanBoxProps {
  readonly screens: readonly Screen[];
  readonly box: RefObject<HTMLInputElement | null>;
}

/** Everything the box does: scanned from anywhere, typed by name without accents; people, screens and actions. */
function useScanBox({ screens, box }: ScanBoxProps) {
  const navigate = useNavigate();
  const board = useActionBoard();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [state, setState] = useState<BoxState>({ kind: 'idle' });
  const hits = useFind(text, screens);
  const takeScan = useTakeScan(screens, setState);
  const openPatient = useOpenPatient(screens);
  const scanned = (raw: string): void => {
    // behind the lock nothing opens
    if (box.current === null || box.current.closest('[inert]') !== null) return;
    setText('');
    void takeScan(scanOf(raw));
  };
  useScanListener(scanned);
  const takePatient = (hit: Extract<Hit, { kind: 'patient' }>): void => {
    const scan: Scan = { kind: 'patient', text: hit.code, value: hit.code, patient: hit.patient };
    if (!openPatient(hit.patient)) void takeScan(scan);
  };
  const take = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    setText('');
    setActive(0);
    box.current?.blur();
    if (hit.kind === 'screen') navigate(pathOf(hit.screen));
    else if (hit.kind === 'action') board.findByLabel(hit.label)?.run();
    else takePatient(hit);
  };
  const change = (typed: string): void => {
    setText(typed);
    setActive(0);
  };
  const search = (asked: string): void => {
    box.current?.focus();
    change(asked);
  };
  return { text, active, setActive, state, setState, hits, take, change, search, scanned };
}

/** One box for everything. */
export function ScanBox({ screens, box }: ScanBoxProps) {
  const t = useTexts(texts);
  const { text, active, setActive, state, setState, hits, take, change, search, scanned } = useScanBox({
    screens,
    box,
  });
  const [isCamera, setCamera] = useState(false);
  const move = (by: number): void => setActive((at) => Math.max(0, Math.min((hits?.length ?? 1) - 1, at + by)));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => take(hits?.[active]),
    Escape: () => {
      change('');
      box.current?.blur();
    },
  };
  const onKey = (event: KeyboardEvent): void => {
    const press = event.nativeEvent.isComposing ? undefined : keys[event.key];
    if (press === undefined) return;
    event.preventDefault();
    press();
  };
  const Sign = signs[state.kind];
  return (
    <search className="scan" data-state={state.kind}>
      <Sign size={18} stroke={1.75} aria-hidden="true" />
      <BoxFace state={state} onSearch={search} />
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
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => change('')}
        onKeyDown={onKey}
      />
      {state.kind !== 'miss' && <Kbd>Ctrl+K</Kbd>}
      <button type="button" className="iconbtn scan-camera" aria-label={t.camera} onClick={() => setCamera(true)}>
        <IconCamera size={18} stroke={1.75} aria-hidden="true" />
      </button>
      {isCamera && (
        <CameraScan
          onClose={() => setCamera(false)}
          onScan={(raw) => {
            setCamera(false);
            scanned(raw);
          }}
        />
      )}
      {text.trim() !== '' && hits !== undefined && <FindResults hits={hits} active={active} onTake={take} />}
    </search>
  );
}
