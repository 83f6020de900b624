import './bank.css';
import {
  Empty,
  ErrorNote,
  focusSideList,
  Loading,
  Note,
  Panel,
  SideLine,
  SideList,
  StatusChip,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { useNavigate, useParams } from 'react-router';
import { GroupMark, useComponentName } from './group-mark.tsx';
import { OrderSheet } from './order-sheet.tsx';
import { texts } from './texts.ts';
import { type ShownOrder, useBench } from './use-bank.ts';

function OrderEnd({ order }: { readonly order: ShownOrder }) {
  const t = useTexts(texts);
  const done = order.issued + order.transfused;
  return (
    <span className="bank-end">
      {order.priority === 'routine' ? (
        <span className="s n sec">{t.progress(done, order.units)}</span>
      ) : (
        <StatusChip tone={order.priority === 'stat' ? 'stop' : 'warn'} icon={false}>
          {t.priorities[order.priority]}
        </StatusChip>
      )}
      <GroupMark group={order.group} state={order.groupState} />
    </span>
  );
}

/** The bench of the blood bank: orders on the left, one order with its samples and bags, what fits in stock on the right. */
export function BenchScreen() {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const { order: open } = useParams();
  const navigate = useNavigate();
  const { data: bench, error, refetch } = useBench();
  useActions([
    {
      key: 'Ctrl+1',
      label: t.toList,
      at: 'hidden',
      run: () => focusSideList(),
    },
  ]);
  if (error !== null && bench === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (bench === undefined) return <Loading />;
  const { orders, hasMore } = bench;
  return (
    <div className="work bank" data-open={open !== undefined || undefined}>
      <Panel title={t.bench} isPadded={false} hint={<span className="n">{orders.length}</span>}>
        {hasMore && <Note tone="warn" title={t.benchMore(orders.length)} />}
        {orders.length === 0 ? (
          <Empty title={t.nothing} hint={t.nothingHint} />
        ) : (
          <SideList label={t.bench}>
            {orders.map((order) => (
              <SideLine
                key={order.order}
                isOpen={order.order === open}
                title={order.name}
                hint={`${nameOf(order.component)} · ${t.units(order.units)}`}
                end={<OrderEnd order={order} />}
                onOpen={() => void navigate(`/blood-bank/bench/${order.order}`)}
              />
            ))}
          </SideList>
        )}
      </Panel>
      {open === undefined ? (
        <Panel title={t.choose} isTitleHidden>
          <Empty title={t.choose} hint={t.chooseHint} />
        </Panel>
      ) : (
        <OrderSheet key={open} order={open} />
      )}
    </div>
  );
}
