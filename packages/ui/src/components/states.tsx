import { type Icon, IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconLock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../language/language.ts';
import { OutcomeError } from '../record/outcome-error.ts';
import { texts } from '../texts.ts';
import { Button } from './button.tsx';

/** Nothing is here: what is missing, and the key that adds it. */
export function Empty({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {hint !== undefined && <p className="mut">{hint}</p>}
      {action}
    </div>
  );
}

function useAfter(milliseconds: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isOver;
}

/** Nothing for 300 ms, then grey bars; after 5 s it says that this takes longer than usual. */
export function Loading({ label }: { readonly label?: string }) {
  const t = useTexts(texts);
  const isVisible = useAfter(300);
  const isLong = useAfter(5000);
  if (!isVisible) return <div aria-busy="true" />;
  return (
    <div className="bones" role="status" aria-busy="true">
      <span className="mut">{isLong ? t.longer : (label ?? t.loading)}</span>
      <span className="bone" style={{ width: '82%' }} />
      <span className="bone" style={{ width: '62%' }} />
      <span className="bone" style={{ width: '73%' }} />
    </div>
  );
}

const noteSigns: Readonly<Record<'info' | 'ok' | 'warn' | 'bad', Icon>> = {
  info: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
};

export interface NoteProps {
  readonly tone: 'info' | 'ok' | 'warn' | 'bad';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: Icon;
}

/** One sentence that matters here, with the action beside it. */
export function Note({ tone, title, children, action, icon }: NoteProps) {
  const Sign = icon ?? noteSigns[tone];
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <span className="ic">
        <Sign size={18} stroke={1.75} aria-hidden="true" />
      </span>
      <div className="grow">
        {title && <strong>{title}</strong>}
        {children && <div className="sec">{children}</div>}
      </div>
      {action}
    </div>
  );
}

/** What failed, why, and one button; hidden by permission says so and no more. */
export function ErrorNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTexts(texts);
  const isHidden = error instanceof OutcomeError && error.status === 403;
  const reasons = error instanceof OutcomeError ? error.issues.map((issue) => issue.text) : [t.failed];
  return (
    <Note
      tone={isHidden ? 'info' : 'bad'}
      {...(isHidden ? { icon: IconLock } : {})}
      title={isHidden ? t.hiddenByRole : reasons[0]}
      action={
        onRetry && !isHidden ? (
          <Button size="sm" onClick={onRetry}>
            {t.retry}
          </Button>
        ) : undefined
      }
    >
      {isHidden ? t.hiddenHint : reasons.slice(1).join(' ')}
    </Note>
  );
}
