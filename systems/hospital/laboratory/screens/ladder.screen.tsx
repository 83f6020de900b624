import './ladder.css';
import {
  Empty,
  ErrorNote,
  focusSideList,
  formatDate,
  Loading,
  Note,
  Panel,
  SideGroup,
  SideLine,
  SideList,
  StatusChip,
  type Tone,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconPhoneCall } from '@tabler/icons-react';
import { useState } from 'react';
import { HEAD, SECOND_PERSON } from '../rules/call-task.ts';
import { LadderForm } from './ladder-form.tsx';
import { ladderTexts } from './ladder-texts.ts';
import { type LadderLine, useLadders } from './use-ladders.ts';

const tones: Readonly<Record<string, Tone>> = { now: 'ok', coming: 'info', past: 'neutral' };
const states = ['now', 'coming', 'past'] as const;

function useWordsOf() {
  const t = useTexts(ladderTexts);
  return {
    place: ({ location }: LadderLine): string => location?.display ?? location?.reference ?? t.house,
    days: ({ from, until }: LadderLine): string =>
      [t.from(formatDate(from)), until === '' ? '' : t.until(formatDate(until))].filter(Boolean).join(' '),
  };
}

interface ListProps {
  readonly lines: readonly LadderLine[];
  readonly open: LadderLine | undefined;
  readonly onOpen: (key: string) => void;
}

function LadderList({ lines, open, onOpen }: ListProps) {
  const t = useTexts(ladderTexts);
  const words = useWordsOf();
  return (
    <SideList label={t.title}>
      {states.map((state) => {
        const mine = lines.filter((line) => line.state === state);
        return (
          <SideGroup key={state} title={t.states[state] ?? state} count={mine.length}>
            {mine.map((line) => (
              <SideLine
                key={line.key}
                isOpen={line === open}
                title={words.place(line)}
                hint={words.days(line)}
                end={<span className="s sec nw">{t.steps(line.steps.length)}</span>}
                onOpen={() => onOpen(line.key)}
              />
            ))}
          </SideGroup>
        );
      })}
    </SideList>
  );
}

interface RungProps {
  readonly minute: string;
  readonly title: string;
  readonly phone?: string;
  readonly hint?: string | undefined;
  readonly isEnd?: boolean;
}

function Rung({ minute, title, phone = '', hint, isEnd }: RungProps) {
  return (
    <li className="rung" data-end={isEnd || undefined}>
      <span className="rung-minute n">{minute}</span>
      <span className="rung-who">
        <b>{title}</b>
        {phone !== '' && <span className="n">{phone}</span>}
        {hint !== undefined && <span className="s sec">{hint}</span>}
      </span>
    </li>
  );
}

/** One ladder, from the value to the minute at which it is overdue. */
function LadderView({ line }: { readonly line: LadderLine }) {
  const t = useTexts(ladderTexts);
  const words = useWordsOf();
  const { steps, repeat, rings } = line;
  const last = steps.at(-1)?.after ?? 0;
  return (
    <div className="stack">
      <div className="row g8">
        <StatusChip tone={tones[line.state] ?? 'neutral'}>{t.states[line.state] ?? line.state}</StatusChip>
        <span>{words.days(line)}</span>
      </div>
      <p className="sec">{line.location === undefined ? t.houseFor : t.wardFirst}</p>
      <ol className="rungs" aria-label={t.ladder}>
        <Rung minute={t.atOnce} title={t.orderer} hint={t.ordererHint} />
        {steps.map(({ after, who, phone }, at) => (
          <Rung
            key={after}
            minute={t.minute(after)}
            title={who.display ?? who.reference ?? ''}
            phone={phone}
            hint={at === steps.length - 1 ? t.again(repeat, rings) : undefined}
          />
        ))}
        <Rung minute={t.minute(last + rings * repeat)} title={t.overdue} hint={t.overdueHint} isEnd />
      </ol>
    </div>
  );
}

/** Whom critical values go to when nobody reads them back: today, later and before, for the house and its wards. */
export function LadderScreen() {
  const t = useTexts(ladderTexts);
  const words = useWordsOf();
  const { data: lines, error, refetch } = useLadders();
  const [chosen, setChosen] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  useActions([
    { key: 'Ctrl+1', label: t.toList, at: 'hidden', run: focusSideList },
    { key: 'Alt+N', label: t.create, icon: IconPhoneCall, isPrimary: true, run: () => setOpen(true) },
  ]);
  if (error !== null && lines === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (lines === undefined) return <Loading />;
  const line = lines.find(({ key }) => key === chosen) ?? lines[0];
  const isCovered = lines.some(({ location, state }) => location === undefined && state === 'now');
  const isComing = lines.some(({ location, state }) => location === undefined && state === 'coming');
  return (
    <div className="work ladders">
      <Panel title={t.title} isPadded={false} hint={<span className="n">{lines.length}</span>}>
        {lines.length === 0 ? (
          <Empty title={t.choose} hint={t.chooseHint} />
        ) : (
          <LadderList lines={lines} open={line} onOpen={setChosen} />
        )}
      </Panel>
      <Panel title={line === undefined ? t.house : words.place(line)} grow={1}>
        <div className="stack ladder-view">
          {!isCovered && (
            <Note tone="warn" title={isComing ? t.noHouseToday : t.noHouse}>
              {t.noHouseHint(SECOND_PERSON, HEAD)}
            </Note>
          )}
          {line !== undefined && <LadderView line={line} />}
        </div>
      </Panel>
      {isOpen && <LadderForm line={line} onClose={() => setOpen(false)} />}
    </div>
  );
}
