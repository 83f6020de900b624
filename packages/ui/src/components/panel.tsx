import { type ReactNode, useId } from 'react';

export interface PanelProps {
  readonly title: ReactNode;
  /** beside the title, small: counts, times */
  readonly hint?: ReactNode;
  /** right end of the head: buttons, chips */
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** default true; grids and lists fill the panel to its edges */
  readonly isPadded?: boolean;
  /** a heading that only screen readers hear, when tabs stand in its place */
  readonly isTitleHidden?: boolean;
  readonly children: ReactNode;
  /** share of a column (flex-grow); default: as high as its content in a `.stack`, full in `.work` */
  readonly grow?: number;
}

/** The box everything stands in. It scrolls by itself; the page never does. */
export function Panel({ title, hint, actions, footer, isPadded = true, isTitleHidden, children, grow }: PanelProps) {
  const id = useId();
  return (
    <section
      className="panel"
      aria-labelledby={id}
      data-grow={grow}
      style={grow === undefined ? undefined : { flexGrow: grow }}
    >
      {isTitleHidden ? (
        <h2 id={id} className="sr">
          {title}
        </h2>
      ) : (
        <header className="panel-head">
          <h2 id={id}>{title}</h2>
          <span className="s mut grow el">{hint}</span>
          {actions}
        </header>
      )}
      <div className="panel-body" data-padded={isPadded || undefined}>
        {children}
      </div>
      {footer && <footer className="panel-foot">{footer}</footer>}
    </section>
  );
}
