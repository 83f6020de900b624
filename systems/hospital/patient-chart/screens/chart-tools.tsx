import { Kbd, Segments, useTexts } from '@lienmach/ui';
import { type Range, ranges } from '../rules/time-window.ts';
import { texts } from './texts.ts';

interface ChartToolsProps {
  readonly part: string;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly range: Range;
  readonly onRange: (range: Range) => void;
}

const isRange = (text: string): text is Range => ranges.some((one) => one === text);

/** parts that are one short page have nothing to search */
const searchless: ReadonlySet<string> = new Set(['person', 'allergies']);

/** The search in this record, and how far back the timeline looks. */
export function ChartTools({ part, search, onSearch, range, onRange }: ChartToolsProps) {
  const t = useTexts(texts);
  return (
    <div className="chart-tools">
      {!searchless.has(part) && (
        <label className="chart-search">
          <span className="sr">{t.search}</span>
          <input
            id="chart-search"
            className="input"
            type="text"
            value={search}
            placeholder={t.searchHint}
            autoComplete="off"
            maxLength={100}
            aria-keyshortcuts="/"
            onChange={(event) => onSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onSearch('');
              event.currentTarget.blur();
            }}
          />
          {search === '' && <Kbd>/</Kbd>}
        </label>
      )}
      {part === 'timeline' && (
        <Segments
          label={t.range}
          options={ranges.map((value) => ({ value, label: t.ranges[value] ?? value }))}
          value={range}
          onChange={(value) => isRange(value) && onRange(value)}
        />
      )}
    </div>
  );
}
