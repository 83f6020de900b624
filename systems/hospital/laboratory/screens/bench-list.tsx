import { Empty, ErrorNote, Loading, StatusChip, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconBellRinging,
  IconCircleCheck,
  IconDropletHalf2,
  IconHourglass,
  IconPackageImport,
  IconPencil,
  IconSignature,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { benchTexts } from './bench-texts.ts';
import { type BenchGroup, type BenchLine, groupOf, type useBench } from './use-bench.ts';

const signs: Readonly<Record<BenchGroup, Icon>> = {
  call: IconBellRinging,
  'to-release': IconSignature,
  'to-verify': IconSignature,
  partial: IconPencil,
  'to-enter': IconHourglass,
  'to-receive': IconPackageImport,
  'to-collect': IconDropletHalf2,
  released: IconCircleCheck,
};

const counted = ['toCall', 'toVerify', 'toEnter', 'toCollect'] as const;

interface LineProps {
  readonly line: BenchLine;
  readonly isOpen: boolean;
  readonly onOpen: (line: BenchLine) => void;
}

function Line({ line, isOpen, onOpen }: LineProps) {
  const t = useTexts(benchTexts);
  const group = groupOf(line);
  return (
    <li className="bench-line" data-open={isOpen || undefined}>
      <button type="button" aria-current={isOpen || undefined} onClick={() => onOpen(line)}>
        <span className="grow bench-who">
          <span className="el bench-name">{line.name}</span>
          <span className="s sec el">
            <span className="n">{line.specimenNumber.slice(-6) || line.orderNumber.slice(-6)}</span> · {line.test}
          </span>
        </span>
        <span className="bench-end">
          {line.isUrgent && group !== 'released' && (
            <StatusChip tone="bad" icon={false}>
              {t.urgent}
            </StatusChip>
          )}
          {group !== 'released' && <span className="s n sec">{t.minutes(line.waitingMinutes)}</span>}
          {group === 'partial' && <span className="s n sec">{t.entered(line.entered, line.expected)}</span>}
        </span>
      </button>
    </li>
  );
}

/** ↑ ↓ go through the list, Enter opens. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.bench-line button')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

interface BenchListProps {
  readonly bench: ReturnType<typeof useBench>;
  readonly groups: readonly BenchGroup[];
  readonly open: string | undefined;
  readonly onOpen: (line: BenchLine) => void;
}

/** What waits for whom, the most pressing first; a value that nobody was told about stays on top whatever else happens. */
export function BenchList({ bench, groups, open, onOpen }: BenchListProps) {
  const t = useTexts(benchTexts);
  const { data, error, refetch } = bench;
  const lines = data?.lines ?? [];
  return (
    <nav className="bench-list" aria-label={t.bench} onKeyDown={onArrow}>
      <dl className="bench-counts">
        {counted.map((id) => (
          <div key={id} data-alarm={(id === 'toCall' && (data?.count[id] ?? 0) > 0) || undefined}>
            <dd className="fig">{data?.count[id] ?? 0}</dd>
            <dt className="s">{t.counts[id]}</dt>
          </div>
        ))}
      </dl>
      <div className="scroll grow">
        {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Loading />}
        {data !== undefined && lines.length === 0 && <Empty title={t.nothing} hint={t.nothingHint} />}
        {groups.map((group) => {
          const mine = lines.filter((line) => groupOf(line) === group);
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
    </nav>
  );
}
