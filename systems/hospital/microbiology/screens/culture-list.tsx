import { Empty, SideGroup, SideLine, SideList, StatusChip, useTexts } from '@lienmach/ui';
import { kindOf } from '../catalogs/culture-services.ts';
import { texts } from './texts.ts';
import type { CultureLine } from './use-culture.ts';

export const cultureGroups = ['to-release', 'positive', 'incubating', 'to-receive', 'released'] as const;

/** what nobody was told comes first, wherever else it stands */
const shownGroups = ['call', ...cultureGroups] as const;
const groupOf = ({ call, state }: CultureLine): string => (call === '' ? state : 'call');

const hintOf = ({ organisms, kind, orderNumber }: CultureLine): string =>
  organisms.length > 0 ? organisms.join(', ') : [kindOf(kind)?.name, orderNumber].filter(Boolean).join(' · ');

interface CultureListProps {
  readonly lines: readonly CultureLine[];
  readonly open: string | undefined;
  readonly onOpen: (order: string) => void;
}

/** Cultures by what they wait for, the most urgent first. */
export function CultureList({ lines, open, onOpen }: CultureListProps) {
  const t = useTexts(texts);
  if (lines.length === 0) return <Empty title={t.nothing} hint={t.nothingHint} />;
  return (
    <SideList label={t.bench}>
      {shownGroups.map((group) => {
        const mine = lines.filter((line) => groupOf(line) === group);
        return (
          <SideGroup key={group} title={t.groups[group] ?? group} count={mine.length} isAlarm={group === 'call'}>
            {mine.map((line) => (
              <SideLine
                key={line.order}
                isOpen={line.order === open}
                title={line.name}
                hint={hintOf(line)}
                end={
                  line.flags.length > 0 ? (
                    <StatusChip tone="bad" icon={false}>
                      {line.flags.at(-1) ?? ''}
                    </StatusChip>
                  ) : (
                    <span className="s n sec">{line.report === undefined ? '' : t.dayShort(line.day)}</span>
                  )
                }
                onOpen={() => onOpen(line.order)}
              />
            ))}
          </SideGroup>
        );
      })}
    </SideList>
  );
}
