import { Button, formatDate, StatusChip, useTexts } from '@lienmach/ui';
import {
  IconArrowDown,
  IconArrowUp,
  IconBellRinging,
  IconCheck,
  IconChevronsDown,
  IconChevronsUp,
  IconClock,
  IconEye,
  IconPencil,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { isNotMeasured } from '../rules/typed-value.ts';
import { benchTexts } from './bench-texts.ts';
import { PositionBar } from './position-bar.tsx';
import { Remarks } from './sheet-remarks.tsx';
import { changeOf, changeText, isContested, isUnsaved, rangeOf, readingOf, shownValue, wordOf } from './typed-line.ts';
import type { Entry } from './use-entry.ts';
import type { SheetLine } from './use-sheet.ts';

const arrows = { H: IconArrowUp, L: IconArrowDown, HH: IconChevronsUp, LL: IconChevronsDown } as const;
const hasArrow = (flag: string | undefined): flag is keyof typeof arrows => flag !== undefined && flag in arrows;

/** percent from which a change is worth a second look: our own choice */
const REMARKABLE = 20;

export interface LineNow {
  readonly line: SheetLine;
  readonly flag: string | undefined;
  readonly value: number | undefined;
  readonly change: number | undefined;
  readonly isDirty: boolean;
  readonly isAlarm: boolean;
  /** a number or a word is there */
  readonly hasValue: boolean;
  /** said to be not measurable, in the record or in the field */
  readonly isUnmeasured: boolean;
}

/** a line as it stands with what was typed */
export function lineNow(line: SheetLine, entry: Entry): LineNow {
  const typed = entry.draft.typed[line.code];
  const isDirty = isUnsaved(line, typed);
  const text = isDirty ? typed.text : (line.value ?? '');
  const reading = readingOf(text, line);
  const word = wordOf(text, line);
  const flag = isDirty ? (reading?.flag ?? word?.flag) : line.flag;
  return {
    line,
    flag,
    value: reading?.value,
    change: changeOf(reading, line.previous),
    isDirty,
    isAlarm: flag === 'HH' || flag === 'LL' || flag === 'AA',
    hasValue: reading !== undefined || word !== undefined,
    isUnmeasured: isDirty ? isNotMeasured(typed.text) : line.absent !== undefined,
  };
}

/** ↑ ↓ go through the values; Enter goes on by itself */
function onArrow(event: KeyboardEvent<HTMLInputElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('.sheet-input') ?? [])];
  all[all.indexOf(event.currentTarget) + by]?.focus();
  event.preventDefault();
}

const looks: Readonly<Record<string, string>> = { N: 'ok', H: 'hi', L: 'lo', A: 'hi' };

/** the flag in a word */
function State({ now }: { readonly now: LineNow }) {
  const t = useTexts(benchTexts);
  const { line, flag = '', isDirty, isAlarm, isUnmeasured, hasValue } = now;
  if (isAlarm)
    return (
      <StatusChip tone="stop" icon={IconBellRinging}>
        {t.flags[flag]}
      </StatusChip>
    );
  if (!hasValue) {
    return (
      <span className="sheet-state mut">
        <IconClock size={14} aria-hidden="true" /> {isUnmeasured ? t.notMeasured : t.missing}
      </span>
    );
  }
  const Sign = isDirty ? IconPencil : flag === 'N' ? IconCheck : IconEye;
  return (
    <span className={`sheet-state ${looks[flag] ?? 'sec'}`}>
      <Sign size={14} aria-hidden="true" />{' '}
      {line.words.length > 0 && flag === 'N'
        ? t.asExpected
        : (t.flags[flag] ?? (line.words.length > 0 ? t.filled : t.noRange))}
      {isDirty && <span className="sr">{t.unsaved}</span>}
    </span>
  );
}

interface RowProps {
  readonly now: LineNow;
  readonly entry: Entry;
  readonly isClosed: boolean;
  readonly onFocus: (line: SheetLine) => void;
}

/** what may be typed where a result is a word */
function Words({ line }: { readonly line: SheetLine }) {
  return (
    <datalist id={`words-${line.code}`}>
      {line.words.map((word) => (
        <option key={word.code} value={word.text} />
      ))}
    </datalist>
  );
}

/** how a field is named, and what it may be filled with */
const fieldOf = (line: SheetLine, hint: string) =>
  line.words.length === 0
    ? { 'aria-label': line.unit === '' ? line.name : `${line.name}, ${line.unit}` }
    : { 'aria-label': line.name, placeholder: hint, list: `words-${line.code}` };

function Value({ now, entry, isClosed, onFocus }: RowProps) {
  const t = useTexts(benchTexts);
  const { line, flag, isDirty } = now;
  const isWorded = line.words.length > 0;
  const Sign = hasArrow(flag) ? arrows[flag] : undefined;
  const problem = entry.problems[line.code];
  const text = entry.draft.typed[line.code]?.text ?? shownValue(line.value);
  return (
    <span className="sheet-value" data-flag={flag} data-word={isWorded || undefined} data-dirty={isDirty || undefined}>
      {isClosed || line.formula !== undefined ? (
        <span className="n">{shownValue(line.value)}</span>
      ) : (
        <input
          className="sheet-input n"
          name={`value-${line.code}`}
          {...fieldOf(line, t.wordHint)}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `problem-${line.code}`}
          autoComplete="off"
          maxLength={40}
          value={text}
          onChange={(event) => entry.type(line, event.currentTarget.value)}
          onKeyDown={onArrow}
          onFocus={(event) => {
            event.currentTarget.select();
            onFocus(line);
          }}
        />
      )}
      {isWorded && !isClosed && <Words line={line} />}
      <span className="sheet-sign">
        {Sign && <Sign size={15} stroke={2.4} role="img" aria-label={t.signs[flag ?? '']} />}
      </span>
    </span>
  );
}

/** below a line: what is wrong with it, or the two versions to choose from */
function Trouble({ now, entry }: { readonly now: LineNow; readonly entry: Entry }) {
  const t = useTexts(benchTexts);
  const { line } = now;
  const typed = entry.draft.typed[line.code];
  const problem = entry.problems[line.code];
  if (isContested(line, typed)) {
    const theirs = shownValue(line.value);
    const mine = typed?.text ?? '';
    return (
      <tr className="sheet-trouble" data-tone="warn">
        <td colSpan={9}>
          <span className="row wrap" role="alert">
            <span className="grow">{t.changed(theirs, line.source ?? '', mine)}</span>
            <Button size="sm" onClick={() => entry.settle(line, true)}>
              {t.keepMine(mine)}
            </Button>
            <Button size="sm" onClick={() => entry.settle(line, false)}>
              {t.takeTheirs(theirs)}
            </Button>
          </span>
        </td>
      </tr>
    );
  }
  if (problem === undefined) return null;
  return (
    <tr className="sheet-trouble" data-tone="bad">
      <td colSpan={9} id={`problem-${line.code}`}>
        {problem}
      </td>
    </tr>
  );
}

function Row(props: RowProps) {
  const { now, entry } = props;
  const { line, value, flag, change, isAlarm } = now;
  return (
    <>
      <tr data-alarm={isAlarm || undefined}>
        <th scope="row">
          {line.name}
          <span className="sheet-narrow s mut n">
            {rangeOf(line)} {line.unit}
          </span>
        </th>
        <td className="sheet-cell">
          <Value {...props} />
        </td>
        <td className="sec nw sheet-wide">{line.unit}</td>
        <td className="n sec sheet-wide" title={line.rangeText}>
          {rangeOf(line)}
        </td>
        <td className="sheet-wide">
          <PositionBar line={line} value={value} flag={flag} />
        </td>
        <td className="r n sec sheet-wide">
          {line.previous !== undefined && (
            <>
              {shownValue(line.previous)} <span className="s mut">{formatDate(line.previousAt).slice(0, 5)}</span>
            </>
          )}
        </td>
        <td
          className="r n sheet-wide sec"
          data-remarkable={(change !== undefined && Math.abs(change) >= REMARKABLE) || undefined}
        >
          {change === undefined ? '' : changeText(change)}
        </td>
        <td className="sheet-wide sec nw" title={line.formula}>
          {line.source}
        </td>
        <td>
          <State now={now} />
        </td>
      </tr>
      <Trouble now={now} entry={entry} />
      <Remarks line={line} isClosed={props.isClosed} />
    </>
  );
}

interface SheetGridProps extends Omit<RowProps, 'now'> {
  readonly label: string;
  readonly lines: readonly LineNow[];
}

/** One row for each indicator: value with sign, colour and word, unit, range, place in the range, value before, change. */
export function SheetGrid({ label, lines, ...rest }: SheetGridProps) {
  const t = useTexts(benchTexts);
  return (
    <table className="sheet" data-form>
      <caption className="sr">{label}</caption>
      <thead>
        <tr>
          <th>{t.indicator}</th>
          <th className="r sheet-value-head">{t.value}</th>
          <th className="sheet-wide">{t.unit}</th>
          <th className="sheet-wide">{t.reference}</th>
          <th className="sheet-wide">
            <span className="sr">{t.position}</span>
          </th>
          <th className="r sheet-wide">{t.before}</th>
          <th className="r sheet-wide">
            <abbr title={t.deltaName}>{t.delta}</abbr>
          </th>
          <th className="sheet-wide">{t.source}</th>
          <th>{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((now) => (
          <Row key={now.line.code} now={now} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
