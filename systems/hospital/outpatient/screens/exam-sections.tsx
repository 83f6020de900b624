import { type Place, proseOf } from '@lienmach/forms';
import { FormItems } from '@lienmach/forms/react';
import { Kbd, useActions, useTexts } from '@lienmach/ui';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import './forms.css';
import { texts } from './texts.ts';
import type { ExamSheet } from './use-exam-sheet.ts';

const parts: Readonly<Record<string, string>> = {
  '10164-2': 'history',
  '11348-0': 'pastHistory',
  '29545-1': 'examination',
};
const partOf = (place: Place): string | undefined => place.item.codes.flatMap(({ code = '' }) => parts[code] ?? [])[0];
const isOrgan = (place: Place): boolean => /^\d$/.test(place.item.prefix ?? '');
const idOfRow = (path: string): string => `exam${path.replace(/[^A-Za-z0-9-]/g, '_')}`;

interface RowProps {
  readonly place: Place;
  readonly sheet: ExamSheet;
  readonly isOpen: boolean;
  readonly isClosed: boolean;
  readonly onOpen: () => void;
}

const proseOfRow = (sheet: ExamSheet, place: Place): string =>
  place.rows
    .map((row) => proseOf(sheet.filling.view, row))
    .join(' ')
    .trim();

/** One part: its fields while somebody writes there, else what is written as it stands in the record. */
function Row({ place, sheet, isOpen, isClosed, onOpen }: RowProps) {
  const t = useTexts(texts);
  const { item, path } = place;
  const prose = proseOfRow(sheet, place);
  const isHere = isOpen && !isClosed;
  return (
    <div
      className="exam-part"
      id={idOfRow(path)}
      data-organ={isOrgan(place) || undefined}
      data-part={partOf(place)}
      data-open={isHere || undefined}
    >
      <div className="exam-part-name">
        {isOrgan(place) && !isClosed && <Kbd>{item.prefix ?? ''}</Kbd>}
        <span>{item.text}</span>
      </div>
      {isHere && place.rows[0] !== undefined && <FormItems places={place.rows[0]} filling={sheet.filling} />}
      {!isHere && isClosed && <p className={prose === '' ? 'mut' : undefined}>{prose === '' ? t.notWritten : prose}</p>}
      {!isHere && !isClosed && (
        <button
          type="button"
          className="exam-prose"
          aria-label={prose === '' ? t.write(item.text) : undefined}
          onClick={onOpen}
        >
          {prose === '' ? <IconPencil size={14} aria-hidden="true" /> : prose}
          {prose === '' && <span className="mut">{t.notWritten}</span>}
        </button>
      )}
    </div>
  );
}

interface OrgansProps {
  readonly section: Place;
  readonly sheet: ExamSheet;
  readonly open: string;
  readonly isClosed: boolean;
  readonly onOpen: (path: string) => void;
}

/** Organ systems: all names with their digits, and below those that are written or open. */
function Organs({ section, sheet, open, isClosed, onOpen }: OrgansProps) {
  const t = useTexts(texts);
  const organs = (section.rows[0] ?? []).filter(sheet.filling.view.isEnabled);
  const isWritten = (organ: Place): boolean => proseOfRow(sheet, organ) !== '';
  const shown = organs.filter((organ) => isWritten(organ) || (organ.path === open && !isClosed));
  useActions(
    isClosed
      ? []
      : organs.flatMap(({ item, path }) =>
          item.prefix === undefined
            ? []
            : [{ key: `Ctrl+${item.prefix}`, label: item.text, at: 'hidden' as const, run: () => onOpen(path) }],
        ),
  );
  return (
    <section className="exam-organs" aria-label={section.item.text} data-part={partOf(section)}>
      <div className="exam-part-name">
        <span>{section.item.text}</span>
        {!isClosed && <span className="s mut grow">{t.organsHint}</span>}
        {!isClosed && sheet.forms.length > 1 && (
          <select
            className="input exam-choose"
            aria-label={t.sheet}
            value={sheet.url}
            onChange={(event) => sheet.choose(event.currentTarget.value)}
          >
            {sheet.forms.map(({ url = '', title = '' }) => (
              <option key={url} value={url}>
                {title}
              </option>
            ))}
          </select>
        )}
      </div>
      {!isClosed && (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons, no fields
        <div className="exam-organ-list" role="group" aria-label={t.organs}>
          {organs.map((organ) => (
            <button
              key={organ.path}
              type="button"
              className="exam-organ"
              data-written={isWritten(organ) || undefined}
              aria-expanded={organ.path === open}
              aria-controls={idOfRow(organ.path)}
              aria-keyshortcuts={`Control+${organ.item.prefix}`}
              onClick={() => onOpen(organ.path)}
            >
              {isWritten(organ) ? <IconCheck size={14} aria-hidden="true" /> : <Kbd>{organ.item.prefix ?? ''}</Kbd>}
              {organ.item.text}
            </button>
          ))}
        </div>
      )}
      {isClosed && shown.length === 0 && <p className="mut">{t.notWritten}</p>}
      {shown.map((organ) => (
        <Row
          key={organ.path}
          place={organ}
          sheet={sheet}
          isOpen={organ.path === open}
          isClosed={isClosed}
          onOpen={() => onOpen(organ.path)}
        />
      ))}
    </section>
  );
}

/** Opening a part puts the cursor into its first field, once it is there. */
function useOpenPart(first: string) {
  const [open, setOpen] = useState(first);
  const wanted = useRef<string>(undefined);
  const show = (path: string): void => {
    wanted.current = path;
    setOpen(path);
    focusPart(path);
  };
  useEffect(() => {
    if (wanted.current === undefined) return;
    focusPart(wanted.current);
    wanted.current = undefined;
  });
  return [open, show] as const;
}

const focusPart = (path: string): void =>
  document
    .getElementById(idOfRow(path))
    ?.querySelector<HTMLElement>(':is(textarea, input, select):not(:disabled)')
    ?.focus();

/** History, past history and examination as the chosen form has them. */
export function ExamSections({ sheet, isClosed }: { readonly sheet: ExamSheet; readonly isClosed: boolean }) {
  const { view } = sheet.filling;
  const sections = view.places.filter((place) => place.item.type === 'group' && view.isEnabled(place));
  const [open, setOpen] = useOpenPart(sections[0]?.path ?? '');
  return (
    <div className="exam-sheet">
      {sections.map((section) =>
        (section.rows[0] ?? []).some(isOrgan) ? (
          <Organs key={section.path} section={section} sheet={sheet} open={open} isClosed={isClosed} onOpen={setOpen} />
        ) : (
          <Row
            key={section.path}
            place={section}
            sheet={sheet}
            isOpen={open === section.path}
            isClosed={isClosed}
            onOpen={() => setOpen(section.path)}
          />
        ),
      )}
    </div>
  );
}
