import { type Icon, IconAlertOctagonFilled, IconAlertTriangleFilled, IconInfoCircleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../language/language.ts';
import { texts } from '../texts.ts';
import { Panel } from './panel.tsx';
import { StatusChip } from './status-chip.tsx';

export type AlertLevel = 'remind' | 'warn' | 'stop';

export interface ClinicalAlert {
  readonly id: string;
  readonly level: AlertLevel;
  readonly what: string;
  /** the fact behind it, with value and date */
  readonly evidence?: string;
  readonly source?: string;
  /** the way out */
  readonly action?: ReactNode;
  /** `warn`: three to six reasons to choose from */
  readonly reasons?: readonly string[];
  readonly reason?: string;
}

export interface AlertPanelProps {
  readonly alerts: readonly ClinicalAlert[];
  readonly onReason?: (id: string, reason: string) => void;
  readonly title?: string;
}

const signs: Readonly<Record<AlertLevel, Icon>> = {
  stop: IconAlertOctagonFilled,
  warn: IconAlertTriangleFilled,
  remind: IconInfoCircleFilled,
};
const order: readonly AlertLevel[] = ['stop', 'warn', 'remind'];

function AlertRow({ alert, onReason }: { readonly alert: ClinicalAlert } & Pick<AlertPanelProps, 'onReason'>) {
  const t = useTexts(texts);
  const Sign = signs[alert.level];
  return (
    <li className="alert" data-level={alert.level}>
      <span className="ic">
        <Sign size={16} aria-hidden="true" />
      </span>
      <div>
        {alert.level === 'remind' ? alert.what : <strong>{alert.what}</strong>}{' '}
        {alert.evidence !== undefined && <span className="mut">{alert.evidence}</span>}
        {alert.reasons && (
          <select
            className="input"
            style={{ marginTop: 4 }}
            aria-label={`${t.chooseReason}: ${alert.what}`}
            value={alert.reason ?? ''}
            onChange={(event) => onReason?.(alert.id, event.currentTarget.value)}
          >
            <option value="">{t.chooseReason}</option>
            {alert.reasons.map((reason) => (
              <option key={reason}>{reason}</option>
            ))}
          </select>
        )}
      </div>
      <div className="s mut">{alert.action ?? alert.source}</div>
    </li>
  );
}

/** One panel, three levels: *chặn* (cannot save), *cảnh báo* (needs a reason), *nhắc*. Never a chain of pop-ups. */
export function AlertPanel({ alerts, onReason, title }: AlertPanelProps) {
  const t = useTexts(texts);
  const count = (level: AlertLevel): number => alerts.filter((alert) => alert.level === level).length;
  const chips = (
    <span className="row g6">
      {count('stop') > 0 && <StatusChip tone="bad">{t.stops(count('stop'))}</StatusChip>}
      {count('warn') > 0 && <StatusChip tone="warn">{t.warnings(count('warn'))}</StatusChip>}
      {count('remind') > 0 && <StatusChip tone="info">{t.reminders(count('remind'))}</StatusChip>}
    </span>
  );
  return (
    <Panel title={title ?? t.alerts} isPadded={false} actions={chips}>
      {alerts.length === 0 && <p className="empty mut">{t.noAlerts}</p>}
      <ul>
        {order.flatMap((level) =>
          alerts
            .filter((alert) => alert.level === level)
            .map((alert) => <AlertRow key={alert.id} alert={alert} {...(onReason ? { onReason } : {})} />),
        )}
      </ul>
    </Panel>
  );
}
