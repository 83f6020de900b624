import './bank.css';
import { Button, ErrorNote, Loading, StatusChip, useActions, useTexts, useVerb, type WidgetProps } from '@lienmach/ui';
import { IconDroplet, IconUrgent, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { components } from '../catalogs/components.ts';
import { FormDialog } from './form-dialog.tsx';
import { GroupMark, useComponentName } from './group-mark.tsx';
import { texts } from './texts.ts';
import { bankKey, type ShownOrder, useVisitBlood } from './use-bank.ts';

function OrderForm({ encounter, onClose }: { readonly encounter: string; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const verb = useVerb(bankKey);
  return (
    <FormDialog
      title={t.visitTitle}
      icon={IconDroplet}
      verb={verb}
      name="$order-blood"
      at={`Encounter/${encounter}`}
      initial={{ component: 'red-cells', units: '1', urgency: 'routine' }}
      fields={[
        {
          name: 'component',
          label: t.component,
          kind: 'choice',
          options: components.map((one) => ({ value: one.code, label: nameOf(one.code) })),
        },
        { name: 'units', label: t.amount, kind: 'number', span: 3 },
        {
          name: 'urgency',
          label: t.urgency,
          kind: 'choice',
          span: 3,
          options: Object.entries(t.priorities).map(([value, label]) => ({ value, label })),
        },
        { name: 'reason', label: t.orderReason, span: 12 },
        { name: 'history', label: t.history, span: 12, isOptional: true },
      ]}
      inputOf={({ component, units, urgency, reason, history }) => ({
        component: { valueCode: component },
        units: Number.parseInt(units ?? '', 10) || 0,
        urgency: { valueCode: urgency },
        reason,
        history: history || undefined,
      })}
      confirm={t.order}
      said={t.ordered}
      onClose={onClose}
    />
  );
}

interface OrderActProps {
  readonly order: ShownOrder;
  readonly act: 'emergency' | 'cancel';
  readonly onClose: () => void;
}

function OrderAct({ order, act, onClose }: OrderActProps) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const isCancel = act === 'cancel';
  return (
    <FormDialog
      title={isCancel ? t.cancel : t.isEmergency}
      icon={isCancel ? IconX : IconUrgent}
      isDanger
      verb={verb}
      name={isCancel ? '$cancel-blood-order' : '$declare-emergency'}
      at={`ServiceRequest/${order.order}`}
      fields={[{ name: 'reason', label: isCancel ? t.reason : t.emergencyReason, span: 12, hint: t.reasonHint }]}
      inputOf={({ reason }) => ({ reason })}
      confirm={isCancel ? t.cancel : t.emergencyOn}
      said={isCancel ? t.cancelled : t.declared}
      onClose={onClose}
    />
  );
}

/** Blood in the doctor's room: what is known of the group, what was ordered and how far it is. */
export function BloodWidget({ encounter = '', isClosed = false, onCount }: WidgetProps) {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const { data, error, refetch } = useVisitBlood(encounter);
  const [isOrdering, setOrdering] = useState(false);
  const [act, setAct] = useState<Omit<OrderActProps, 'onClose'>>();
  const [hasFocus, setFocus] = useState(false);
  const count = data?.orders.length ?? 0;
  useEffect(() => onCount?.(count), [onCount, count]);
  useActions(
    hasFocus && !isClosed ? [{ key: 'Alt+N', label: t.order, at: 'hidden', run: () => setOrdering(true) }] : [],
  );
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <section
      className="bank-visit"
      aria-label={t.visitTitle}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <div className="bank-facts">
        <GroupMark group={data.group} state={data.groupState} />
        <span className="grow sec">{t.groupStates[data.groupState]}</span>
        {!isClosed && (
          <Button icon={IconDroplet} keyHint="Alt+N" onClick={() => setOrdering(true)}>
            {t.visitTitle}
          </Button>
        )}
      </div>
      {data.orders.length === 0 && <p className="mut">{t.noOrders}</p>}
      <ul>
        {data.orders.map((order) => (
          <li key={order.order} className="bank-fit">
            <span className="grow side-who">
              <span className="bank-name">{`${nameOf(order.component)} · ${t.units(order.units)}`}</span>
              <span className="s sec">
                {t.counts(order.reserved + order.compatible, order.issued, order.transfused)}
              </span>
            </span>
            {order.emergencyBy !== '' && <StatusChip tone="stop">{t.emergencyOn}</StatusChip>}
            {order.status === 'active' && !isClosed ? (
              <>
                {order.emergencyBy === '' && (
                  <Button size="sm" onClick={() => setAct({ order, act: 'emergency' })}>
                    {t.emergencyOn}
                  </Button>
                )}
                <Button size="sm" tone="quiet" onClick={() => setAct({ order, act: 'cancel' })}>
                  {t.cancel}
                </Button>
              </>
            ) : (
              <StatusChip tone={order.status === 'completed' ? 'ok' : 'neutral'}>{t.statuses[order.status]}</StatusChip>
            )}
          </li>
        ))}
      </ul>
      {isOrdering && <OrderForm encounter={encounter} onClose={() => setOrdering(false)} />}
      {act !== undefined && <OrderAct {...act} onClose={() => setAct(undefined)} />}
    </section>
  );
}
