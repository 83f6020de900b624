import { Button, Note, useTexts, useToasts } from '@lienmach/ui';
import { IconClock, IconWifiOff } from '@tabler/icons-react';
import { texts } from '../texts.ts';
import { useLinks } from './links.ts';

/** Lines that push nobody aside: no connection, the screen will lock. */
export function Notices({ left, onStay }: { readonly left: number | undefined; readonly onStay: () => void }) {
  const t = useTexts(texts);
  const { offlineSince } = useLinks();
  const since =
    offlineSince === undefined
      ? undefined
      : new Date(offlineSince).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  return (
    <div className="notices" role="status">
      {since !== undefined && <Note tone="warn" icon={IconWifiOff} title={t.offline(since)} />}
      {left !== undefined && (
        <Note
          tone="warn"
          icon={IconClock}
          title={t.lockSoon(left)}
          action={
            <Button size="sm" onClick={onStay}>
              {t.stay}
            </Button>
          }
        >
          {t.lockSoonHint}
        </Note>
      )}
    </div>
  );
}

/** What finished elsewhere; never errors. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <Note key={toast.id} tone="ok" title={toast.text} />
      ))}
    </div>
  );
}
