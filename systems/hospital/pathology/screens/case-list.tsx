import { Empty, SideGroup, SideLine, SideList, StatusChip, useTexts } from '@lienmach/ui';
import { ClockText } from './clock-text.tsx';
import { texts } from './texts.ts';
import type { CaseLine } from './use-case.ts';

const groups = [
  'call',
  'to-release',
  'to-review',
  'to-read',
  'to-stain',
  'to-gross',
  'to-receive',
  'released',
] as const;

const groupOf = ({ call, state }: CaseLine): string => (call === '' ? state : 'call');

interface CaseListProps {
  readonly lines: readonly CaseLine[];
  readonly open: string | undefined;
  readonly onOpen: (report: string) => void;
}

/** Cases by what they wait for, with their clock. */
export function CaseList({ lines, open, onOpen }: CaseListProps) {
  const t = useTexts(texts);
  if (lines.length === 0) return <Empty title={t.nothing} hint={t.nothingHint} />;
  return (
    <SideList label={t.bench}>
      {groups.map((group) => {
        const mine = lines.filter((line) => groupOf(line) === group);
        return (
          <SideGroup key={group} title={t.groups[group] ?? group} count={mine.length} isAlarm={group === 'call'}>
            {mine.map((line) => (
              <SideLine
                key={line.report}
                isOpen={line.report === open}
                title={line.name}
                hint={line.number === '' ? line.test : line.number}
                end={
                  line.call === '' ? (
                    <ClockText minutes={line.minutesLeft} />
                  ) : (
                    <StatusChip tone="bad" icon={false}>
                      !
                    </StatusChip>
                  )
                }
                onOpen={() => onOpen(line.report)}
              />
            ))}
          </SideGroup>
        );
      })}
    </SideList>
  );
}
