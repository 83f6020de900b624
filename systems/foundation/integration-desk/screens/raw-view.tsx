import { useTexts, useWords } from '@lienmach/ui';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { fieldName } from './field-names.ts';
import { type Segment, type Spot, segmentsOf, spotOf } from './segments.ts';
import { texts } from './texts.ts';

function Line({ segment, spot }: { readonly segment: Segment; readonly spot: Spot | undefined }) {
  const field = spot?.line === segment.line ? segment.fields.find(({ number }) => number === spot.field) : undefined;
  if (field === undefined || field.text === '') return <>{segment.text}</>;
  return (
    <>
      {segment.text.slice(0, field.start)}
      <mark>{field.text}</mark>
      {segment.text.slice(field.start + field.text.length)}
    </>
  );
}

function Fields({ segment, spot }: { readonly segment: Segment; readonly spot: Spot | undefined }) {
  const t = useTexts(texts);
  const words = useWords();
  const isHere = (number: number): boolean => spot?.line === segment.line && spot.field === number;
  return (
    <table className="itg-fields">
      <caption>{t.fieldsOf(segment.name, segment.line)}</caption>
      <thead>
        <tr>
          <th>{t.field}</th>
          <th>{t.meaning}</th>
          <th>{t.value}</th>
        </tr>
      </thead>
      <tbody>
        {segment.fields
          .filter(({ number, text }) => text !== '' || isHere(number))
          .map(({ number, text }) => {
            const name = fieldName(segment.name, number);
            return (
              <tr key={number} data-bad={isHere(number) || undefined}>
                <td className="n">{`${segment.name}-${number}`}</td>
                <td>{name === undefined ? '' : words(name)}</td>
                <td className="n itg-any">
                  {text} {isHere(number) && <b className="itg-bad">← {t.errorHere}</b>}
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}

interface RawViewProps {
  readonly content: string;
  /** where the refusal points to, and the code it is about */
  readonly place: string;
  readonly code: string;
}

/** A message line by line, the error marked; arrows choose a line, its fields stand below with their names. */
export function RawView({ content, place, code }: RawViewProps) {
  const t = useTexts(texts);
  const segments = useMemo(() => segmentsOf(content), [content]);
  const spot = useMemo(
    () => (segments === undefined ? undefined : spotOf(segments, place, code)),
    [segments, place, code],
  );
  const [chosen, setChosen] = useState<number>();
  if (segments === undefined) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the arrows
      <pre className="itg-raw" tabIndex={0}>
        {content}
      </pre>
    );
  }
  const line = chosen ?? spot?.line ?? segments[0]?.line;
  const at = segments.findIndex((segment) => segment.line === line);
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by === undefined ? undefined : segments[at + by];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.line);
  };
  const current = segments[at];
  return (
    <div className="col g8">
      <div className="itg-raw" role="listbox" tabIndex={0} aria-label={t.raw} onKeyDown={onKey}>
        {segments.map((segment) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys
          <div
            key={segment.line}
            role="option"
            tabIndex={-1}
            aria-selected={segment.line === line}
            onClick={() => setChosen(segment.line)}
          >
            <Line segment={segment} spot={spot} />
          </div>
        ))}
      </div>
      {current !== undefined && <Fields segment={current} spot={spot} />}
    </div>
  );
}
