import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { Kbd } from './button.tsx';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** right end of the strip */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A strip of tabs over what the chosen one shows. Arrows move, Enter or Space opens. */
export function Tabs({ label, tabs, value, onChange, actions, children }: TabsProps) {
  const id = useId();
  const onKey = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLButtonElement>('[role=tab]') ?? [])];
    buttons.at((buttons.indexOf(event.currentTarget) + by) % buttons.length)?.focus();
  };
  return (
    <>
      <div className="tabs">
        <div role="tablist" aria-label={label} className="row" style={{ gap: 2, alignItems: 'stretch' }}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              className="tab"
              id={`${id}-${tab.id}`}
              aria-selected={tab.id === value}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === value ? 0 : -1}
              onClick={() => onChange(tab.id)}
              onKeyDown={onKey}
            >
              {tab.label}
              {tab.count !== undefined && <span className="cnt">{tab.count}</span>}
            </button>
          ))}
        </div>
        <span className="grow" />
        {actions}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} className="stack grow scroll">
        {children}
      </div>
    </>
  );
}

export interface SegmentsProps {
  readonly label: string;
  /** `keyHint`: the key that chooses it, shown beside it; whoever draws this listens for it */
  readonly options: readonly { readonly value: string; readonly label: string; readonly keyHint?: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Two to five choices side by side. */
export function Segments({ label, options, value, onChange }: SegmentsProps) {
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio that looks like a button
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-keyshortcuts={option.keyHint}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.keyHint !== undefined && (
            <>
              {' '}
              <Kbd>{option.keyHint}</Kbd>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
