import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useActions } from '../shell/actions.ts';
import { Kbd } from './button.tsx';

/** a fast hand presses a key every 80 ms; a longer pause is only felt as a slow list */
const PAUSE = 80;

export interface ListSearchProps {
  /** what can be typed, for screen readers and the list of keys */
  readonly label: string;
  /** a few words inside the empty field */
  readonly hint: string;
  readonly value: string;
  /** told when the hand rests */
  readonly onAsk: (text: string) => void;
}

/** Name or number over a long list: Ctrl+F comes here, the list is asked for when the hand rests. */
export function ListSearch({ label, hint, value, onAsk }: ListSearchProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onAsk(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, onAsk]);
  useActions([{ key: 'Ctrl+F', label, at: 'hidden', run: () => input.current?.select() }]);
  return (
    <label className="list-search">
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <span className="sr">{label}</span>
      <input
        ref={input}
        type="search"
        name="list-search"
        value={typed}
        placeholder={hint}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Kbd>Ctrl+F</Kbd>
    </label>
  );
}
