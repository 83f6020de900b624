import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

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

const FOCUSABLE = 'a,button,input,select,textarea,[tabindex]';

/** A panel that scrolls and holds nothing to focus must take the focus itself, or the keys cannot reach its end. */
function useScrollStop() {
  const body = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    const box = body.current;
    if (box === null) return;
    // what can be focused is asked first: measuring makes the browser lay out
    const look = (): void => setStop(box.querySelector(FOCUSABLE) === null && box.scrollHeight > box.clientHeight + 1);
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    for (const child of box.children) sizes.observe(child);
    // a sheet that is saved loses its fields and keeps its size
    const content = new MutationObserver(look);
    content.observe(box, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      content.disconnect();
    };
  }, []);
  return [body, isStop] as const;
}

/** The box everything stands in. It scrolls by itself; the page never does. */
export function Panel({ title, hint, actions, footer, isPadded = true, isTitleHidden, children, grow }: PanelProps) {
  const id = useId();
  const [body, isStop] = useScrollStop();
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
      <div ref={body} className="panel-body" data-padded={isPadded || undefined} tabIndex={isStop ? 0 : undefined}>
        {children}
      </div>
      {footer && <footer className="panel-foot">{footer}</footer>}
    </section>
  );
}
