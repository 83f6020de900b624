import { CheckField, formatNumber, ListSearch, SelectField, useSearch, useTexts } from '@lienmach/ui';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import { labSections } from '../catalogs/lab-test.ts';
import { benchTexts } from './bench-texts.ts';
import type { BenchFigures, BenchQuestion } from './use-bench.ts';

/** states of the strip, and the figure that each shows */
const states = [
  ['', 'all'],
  ['call', 'toCall'],
  ['to-release', 'toRelease'],
  ['to-verify', 'toVerify'],
  ['to-enter', 'toEnter'],
  ['to-receive', 'toReceive'],
  ['to-collect', 'toCollect'],
  ['released', 'released'],
  ['overdue', 'overdue'],
] as const;
const alarms: ReadonlySet<string> = new Set(['toCall', 'overdue']);
const open = ['toRelease', 'toVerify', 'toEnter', 'toReceive', 'toCollect'] as const;

interface FilterProps {
  readonly question: BenchQuestion;
  readonly onAsk: (question: BenchQuestion) => void;
}

export const countOf = (figures: BenchFigures | undefined, name: (typeof states)[number][1]): number =>
  name === 'all' ? open.reduce((sum, one) => sum + (figures?.count[one] ?? 0), 0) : (figures?.count[name] ?? 0);

/** How many of a question there are, where the figures know it. */
export function totalOf(figures: BenchFigures | undefined, { state, text, isLate }: BenchQuestion): number | undefined {
  if (text !== '' || isLate || figures === undefined) return undefined;
  const name = states.find(([one]) => one === state)?.[1];
  return name === undefined ? undefined : countOf(figures, name);
}

function Corners({ question, figures, onAsk }: FilterProps & { readonly figures: BenchFigures | undefined }) {
  const t = useTexts(benchTexts);
  const places = useSearch('Location', { status: 'active', _sort: 'name', _count: 200 }).data?.items ?? [];
  const machines = figures?.instruments ?? [];
  const corner = question.instrument === '' ? question.section : `m:${question.instrument}`;
  const choose = (value: string): void => {
    const isMachine = value.startsWith('m:');
    onAsk({ ...question, section: isMachine ? '' : value, instrument: isMachine ? value.slice(2) : '' });
  };
  return (
    <div className="bench-corners">
      <SelectField
        label={machines.length === 0 ? t.section : t.sectionOrMachine}
        name="bench-section"
        value={corner}
        placeholder={t.any}
        options={[
          ...labSections.map((value) => ({ value, label: t.sections[value] ?? value })),
          ...machines.map((one) => ({ value: `m:${one}`, label: t.machine(one) })),
        ]}
        onChange={choose}
      />
      <SelectField
        label={t.from}
        name="bench-ward"
        value={question.ward}
        placeholder={t.any}
        options={places.map(({ id = '', name = id }) => ({ value: id, label: name }))}
        onChange={(ward) => onAsk({ ...question, ward })}
      />
      <CheckField
        label={t.onlyUrgent}
        isChecked={question.isUrgent}
        onChange={(isUrgent) => onAsk({ ...question, isUrgent })}
      />
      <CheckField
        label={t.onlyLate}
        isChecked={question.isLate}
        onChange={(isLate) => onAsk({ ...question, isLate })}
      />
    </div>
  );
}

const inUse = ({ section, instrument, ward, isUrgent, isLate }: BenchQuestion): number =>
  [section, instrument, ward].filter((one) => one !== '').length + Number(isUrgent) + Number(isLate);

/** What the list is narrowed to: typed words, a state with its figure, a corner, urgency, lateness. */
export function BenchFilters({
  question,
  figures,
  onAsk,
  children,
}: FilterProps & {
  readonly figures: BenchFigures | undefined;
  /** at the end of the line that is searched with */
  readonly children: ReactNode;
}) {
  const t = useTexts(benchTexts);
  const [isShown, setShown] = useState(false);
  const used = inUse(question);
  // calls at the end of their ladder have a place of their own while there are any
  const shown = states.filter(
    ([state, name]) => name !== 'overdue' || countOf(figures, name) > 0 || question.state === state,
  );
  return (
    <div className="bench-filters">
      <div className="bench-asked">
        <ListSearch
          label={t.find}
          hint={t.findHint}
          value={question.text}
          onAsk={useCallback((text: string) => onAsk({ ...question, text }), [question, onAsk])}
        />
        <button
          type="button"
          className="iconbtn bench-narrow"
          aria-expanded={isShown}
          aria-label={used === 0 ? t.filter : t.filtered(used)}
          title={t.filter}
          data-used={used > 0 || undefined}
          onClick={() => setShown(!isShown)}
        >
          <IconFilter size={16} stroke={1.75} aria-hidden="true" />
          {used > 0 && <span className="n">{used}</span>}
        </button>
        {children}
      </div>
      {isShown && <Corners question={question} figures={figures} onAsk={onAsk} />}
      <fieldset className="bench-states">
        <legend className="sr">{t.state}</legend>
        {shown.map(([state, name]) => (
          <button
            key={name}
            data-state={name}
            type="button"
            aria-pressed={question.state === state}
            data-alarm={(alarms.has(name) && countOf(figures, name) > 0) || undefined}
            onClick={() => onAsk({ ...question, state: question.state === state ? '' : state })}
          >
            <b className="n">{formatNumber(countOf(figures, name))}</b>
            <span className="s">{t.counts[name]}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}
