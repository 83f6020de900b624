import type { ReactNode } from 'react';

export interface ScrollBoxProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Something to read that is longer than its place: reached by Tab, scrolled by the arrows. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
