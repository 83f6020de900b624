import { Empty, ErrorNote, Loading, PageTurner, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconBellRinging,
  IconCircleCheck,
  IconDropletHalf2,
  IconHourglass,
  IconPackageImport,
  IconPencil,
  IconPhoneOff,
  IconSignature,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { AlarmMark, SoundSwitch } from './bench-alarm.tsx';
import { BenchFilters, totalOf } from './bench-filters.tsx';
import { Line } from './bench-line.tsx';
import { type BenchGroup, type BenchLine, groupOf } from './bench-line-of.ts';
import { benchTexts } from './bench-texts.ts';
import { isNarrowed, PAGE } from './use-bench.ts';
import { useBenchAlarm } from './use-bench-alarm.ts';
import type { BenchPages } from './use-bench-pages.ts';

const signs: Readonly<Record<BenchGroup, Icon>> = {
  overdue: IconPhoneOff,
  call: IconBellRinging,
  'to-release': IconSignature,
  'to-verify': IconSignature,
  partial: IconPencil,
  'to-enter': IconHourglass,
  'to-receive': IconPackageImport,
  'to-collect': IconDropletHalf2,
  released: IconCircleCheck,
};

/** ↑ ↓ go through the list, Enter opens. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.target instanceof HTMLSelectElement) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.bench-line button')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

interface BenchListProps {
  readonly pages: BenchPages;
  readonly groups: readonly BenchGroup[];
  readonly open: string | undefined;
  readonly onOpen: (line: BenchLine) => void;
}

/** What waits for whom, the most pressing first; a value that nobody was told about stays on top whatever else happens. */
export function BenchList({ pages, groups, open, onOpen }: BenchListProps) {
  const t = useTexts(benchTexts);
  const alarm = useBenchAlarm();
  const { lines, error, retry, question, ask, figures, isTurning } = pages;
  return (
    <nav className="bench-list" aria-label={t.bench} onKeyDown={onArrow}>
      <BenchFilters question={question} figures={figures} onAsk={ask}>
        <SoundSwitch alarm={alarm} />
      </BenchFilters>
      <AlarmMark alarm={alarm} />
      <div className="scroll grow" aria-busy={isTurning} data-page={pages.page + 1} data-text={question.text}>
        {error !== null && <ErrorNote error={error} onRetry={retry} />}
        {lines === undefined && error === null && <Loading />}
        {lines?.length === 0 &&
          (isNarrowed(question) ? (
            <Empty title={t.noneFits} hint={pages.hasNext ? t.lookOn : t.noneFitsHint} />
          ) : (
            <Empty title={t.nothing} hint={t.nothingHint} />
          ))}
        {groups.map((group) => {
          const mine = lines?.filter((line) => groupOf(line) === group) ?? [];
          const Sign = signs[group];
          if (mine.length === 0) return null;
          return (
            <section key={group} aria-label={t.groups[group]}>
              <h2 className="bench-group" data-group={group}>
                <Sign size={14} stroke={1.75} aria-hidden="true" />
                <span className="grow">{t.groups[group]}</span>
                <span className="n">{mine.length}</span>
              </h2>
              <ul>
                {mine.map((line) => (
                  <Line key={line.report} line={line} isOpen={line.order === open} onOpen={onOpen} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {(pages.page > 0 || pages.hasNext || isTurning || isNarrowed(question)) && (
        <PageTurner
          page={pages.page}
          size={PAGE}
          shown={Math.min(PAGE, lines?.length ?? 0)}
          total={totalOf(figures, question)}
          hasNext={pages.hasNext}
          isTurning={isTurning}
          onTurn={pages.turn}
        />
      )}
    </nav>
  );
}
