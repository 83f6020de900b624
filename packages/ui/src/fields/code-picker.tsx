import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Kbd } from '../components/button.tsx';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import { Field, type FieldProps } from './field.tsx';

/** One line of a code list: disease, service, drug, person, commune. */
export interface CodeChoice {
  readonly code: string;
  readonly display: string;
  readonly system?: string;
  /** what matters here: form, stock, price, waiting time */
  readonly detail?: ReactNode;
  /** greyed, with its reason as detail */
  readonly isDisabled?: boolean;
}

export interface CodePickerProps<Choice extends CodeChoice> extends FieldProps {
  readonly value: Choice | undefined;
  readonly onChange: (value: Choice | undefined) => void;
  /** best first; at most eight are shown. Called 120 ms after the last key, and with `''` on focus when `hasFavourites` */
  readonly search: (text: string) => Promise<readonly Choice[]>;
  readonly hasFavourites?: boolean;
  readonly placeholder?: string;
  /** lists of many lines: the field empties after each choice */
  readonly isAdding?: boolean;
  /** codes are noise for people and communes */
  readonly isCodeHidden?: boolean;
}

const SHOWN = 8;
const WAIT = 120;

interface Answer<Choice> {
  readonly text: string;
  readonly choices: readonly Choice[];
  /** the list could not be asked: that is not the same as nothing found */
  readonly isFailed?: boolean;
}

/** Searches after a short rest; an answer that comes late is dropped. */
function useChoices<Choice extends CodeChoice>(
  text: string,
  isOpen: boolean,
  search: CodePickerProps<Choice>['search'],
) {
  const [answer, setAnswer] = useState<Answer<Choice>>({ text: '', choices: [] });
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (!isOpen) return;
    let isStale = false;
    const timer = setTimeout(() => {
      latest.current(text).then(
        (choices) => isStale || setAnswer({ text, choices: choices.slice(0, SHOWN) }),
        () => isStale || setAnswer({ text, choices: [], isFailed: true }),
      );
    }, WAIT);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text, isOpen]);
  return answer;
}

/** The letters that matched, in bold. */
function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, at + query.length)}</b>
      {text.slice(at + query.length)}
    </>
  );
}

interface ListProps<Choice> {
  readonly id: string;
  readonly label: string;
  readonly answer: Answer<Choice>;
  readonly active: number;
  readonly isCodeHidden: boolean;
  readonly onTake: (choice: Choice) => void;
}

function emptyText<Choice>({ text, isFailed }: Answer<Choice>, t: typeof texts.vi): string {
  if (isFailed === true) return t.searchFailed;
  return text === '' ? t.searching : t.noMatch;
}

function ChoiceList<Choice extends CodeChoice>({ id, label, answer, active, isCodeHidden, onTake }: ListProps<Choice>) {
  const t = useTexts(texts);
  return (
    <div className="pop">
      {answer.choices.length === 0 && <div className="option mut">{emptyText(answer, t)}</div>}
      <div id={id} role="listbox" aria-label={label}>
        {answer.choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field itself takes the keys
          <div
            key={`${choice.system ?? ''}|${choice.code}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="option"
            aria-selected={index === active}
            aria-disabled={choice.isDisabled === true}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(choice)}
          >
            {!isCodeHidden && <span className="code">{choice.code}</span>}
            <span className="grow">
              <Marked text={choice.display} query={answer.text} />
            </span>
            {choice.detail !== undefined && <span className="s mut nw">{choice.detail}</span>}
          </div>
        ))}
      </div>
      <div className="pop-foot" aria-hidden="true">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> {t.choose} <Kbd>Enter</Kbd> {t.take} <Kbd>Esc</Kbd> {t.close.toLowerCase()}
      </div>
    </div>
  );
}

/** Opens on typing: code, words in any order, without accents. Enter takes the marked row, Tab only after an arrow or an exact code. */
export function CodePicker<Choice extends CodeChoice>(props: CodePickerProps<Choice>) {
  const { value, onChange, search, hasFavourites = false, placeholder, isAdding = false, isCodeHidden = false } = props;
  const listId = useId();
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const [hasMoved, setMoved] = useState(false);
  const isOpen = typed !== undefined && (typed.trim() !== '' || hasFavourites);
  const answer = useChoices(typed?.trim() ?? '', isOpen, search);
  const shown = value === undefined ? '' : isCodeHidden ? value.display : `${value.code} ${value.display}`;

  const close = (): void => {
    setTyped(undefined);
    setActive(0);
    setMoved(false);
  };
  const take = (choice: Choice | undefined): void => {
    if (choice === undefined || choice.isDisabled) return;
    onChange(choice);
    if (isAdding) setTyped('');
    else close();
    setActive(0);
  };
  const move = (by: number): void => {
    setMoved(true);
    setActive((at) => Math.max(0, Math.min(answer.choices.length - 1, at + by)));
  };
  const marked = answer.choices[active];
  const isFresh = answer.text === typed?.trim();
  const isExact = marked?.code.toLowerCase() === typed?.trim().toLowerCase();
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => take(isFresh ? marked : undefined),
    Escape: close,
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const press = keys[event.key];
    if (press) {
      press();
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Tab' && isFresh && (hasMoved || isExact)) take(marked);
  };
  return (
    <Field {...props}>
      {(control) => (
        <div className="picker">
          <input
            {...control}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && answer.choices[active] ? `${listId}-${active}` : undefined}
            value={typed ?? shown}
            placeholder={placeholder}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
            }}
            onFocus={(event) => {
              event.currentTarget.select();
              if (hasFavourites) setTyped(shown);
            }}
            onBlur={() => {
              if (typed === '' && value !== undefined && !isAdding) onChange(undefined);
              close();
            }}
            onKeyDown={onKey}
          />
          {isOpen && (
            <ChoiceList
              id={listId}
              label={props.label}
              answer={answer}
              active={active}
              isCodeHidden={isCodeHidden}
              onTake={take}
            />
          )}
        </div>
      )}
    </Field>
  );
}
