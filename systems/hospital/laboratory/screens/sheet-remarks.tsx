import { formatDateTime, useTexts } from '@lienmach/ui';
import { benchTexts } from './bench-texts.ts';
import { shownValue } from './typed-line.ts';
import type { SheetLine } from './use-sheet.ts';

/** flags and the state of the sheet say these already */
const seenElsewhere: ReadonlySet<string> = new Set(['reference', 'critical', 'collected', 'no-value']);

interface RemarksProps {
  readonly line: SheetLine;
  readonly isClosed: boolean;
}

/** Below a line: why rules want a person to look, and what a released value said before it was changed. */
export function Remarks({ line, isClosed }: RemarksProps) {
  const t = useTexts(benchTexts);
  const reasons = isClosed ? [] : line.reasons.filter((reason) => !seenElsewhere.has(reason));
  return (
    <>
      {reasons.length > 0 && (
        <tr className="sheet-trouble" data-tone="warn">
          <td colSpan={9}>{t.look(reasons.map((reason) => t.reasons[reason] ?? reason).join(', '))}</td>
        </tr>
      )}
      {line.amended.map(({ was, reason, at, by }) => (
        <tr key={at} className="sheet-trouble" data-tone="warn">
          <td colSpan={9}>{t.amendedLine(shownValue(was), line.unit, reason, formatDateTime(at), by)}</td>
        </tr>
      ))}
    </>
  );
}
