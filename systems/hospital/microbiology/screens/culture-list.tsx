import { Empty, StatusChip, useTexts } from '@lienmach/ui';
import type { KeyboardEvent } from 'react';
import { kindOf } from '../catalogs/culture-services.ts';
import { texts } from './texts.ts';
import type { CultureLine } from './use-culture.ts';

export const cultureGroups = ['to-release', 'positive', 'incubating', 'to-receive', 'released'] as const;

/** what nobody was told comes first, wherever else it stands */
const shownGroups = ['call', ...cultureGroups] as const;
const groupOf = ({ call, state }: CultureLine): string => (call === '' ? state : 'call');

/** ↑ ↓ go through the list */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.culture-line')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  event.preventDefault();
}

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
    <nav aria-label={t.bench} onKeyDown={onArrow}>
      {shownGroups.map((group) => {
        const mine = lines.filter((line) => groupOf(line) === group);
        if (mine.length === 0) return null;
        return (
          <section key={group} aria-label={t.groups[group]}>
            <h3 className="culture-group" data-group={group}>
              <span className="grow">{t.groups[group]}</span>
              <span className="n">{mine.length}</span>
            </h3>
            {mine.map((line) => (
              <button
                key={line.order}
                type="button"
                className="culture-line"
                aria-current={line.order === open || undefined}
                onClick={() => onOpen(line.order)}
              >
                <span className="grow culture-who">
                  <span className="el culture-name">{line.name}</span>
                  <span className="s sec el">
                    {line.organisms.length > 0
                      ? line.organisms.join(', ')
                      : [kindOf(line.kind)?.name, line.orderNumber].filter(Boolean).join(' · ')}
                  </span>
                </span>
                {line.flags.length > 0 ? (
                  <StatusChip tone="bad" icon={false}>
                    {line.flags.at(-1) ?? ''}
                  </StatusChip>
                ) : (
                  <span className="s n sec">{line.report === undefined ? '' : t.dayShort(line.day)}</span>
                )}
              </button>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
