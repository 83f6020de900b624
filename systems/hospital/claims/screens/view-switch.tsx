import { Segments, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import { type View, viewKeys, views } from './use-claim-focus.ts';

interface ViewSwitchProps {
  readonly value: View;
  readonly onChange: (view: View) => void;
}

/** What is shown beside the findings; each has its key. */
export function ViewSwitch({ value, onChange }: ViewSwitchProps) {
  const t = useTexts(texts);
  return (
    <Segments
      label={t.views}
      options={views.map((view) => ({ value: view, label: t.tabs[view], keyHint: viewKeys[view] }))}
      value={value}
      onChange={(next) => onChange(views.find((view) => view === next) ?? value)}
    />
  );
}
