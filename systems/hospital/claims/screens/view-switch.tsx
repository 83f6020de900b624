import { Kbd, useTexts } from '@lienmach/ui';
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
    <div className="seg claim-views" role="radiogroup" aria-label={t.views}>
      {views.map((view) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio that looks like a button
        <button
          key={view}
          type="button"
          role="radio"
          aria-checked={view === value}
          aria-keyshortcuts={viewKeys[view]}
          onClick={() => onChange(view)}
        >
          {t.tabs[view]} <Kbd>{viewKeys[view]}</Kbd>
        </button>
      ))}
    </div>
  );
}
