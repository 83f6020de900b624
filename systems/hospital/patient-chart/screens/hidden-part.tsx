import { Note, useTexts } from '@lienmach/ui';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SectionName } from '../rules/chart-sections.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';

interface HiddenPartProps {
  readonly chart: ChartOnScreen;
  readonly of: SectionName;
  readonly children: ReactNode;
}

/** What a role does not see is said, never shown as empty. */
export function HiddenPart({ chart, of, children }: HiddenPartProps) {
  const t = useTexts(texts);
  if (!chart.hidden.has(of)) return children;
  return (
    <div className="chart-pad">
      <Note tone="info" icon={IconLock} title={t.hidden}>
        {t.hiddenHint}
      </Note>
    </div>
  );
}
