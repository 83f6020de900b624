import './bank.css';
import {
  Button,
  Empty,
  ErrorNote,
  focusSideList,
  formatTime,
  Loading,
  Note,
  Panel,
  SideGroup,
  SideLine,
  SideList,
  StatusChip,
  useActions,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { GroupMark, useComponentName, usePersonText } from './group-mark.tsx';
import { type ShownOrder, useWard, type WardStep, type WardUse } from './use-bank.ts';
import { wardTexts } from './ward-texts.ts';
import { OrderWork, StepWork, UseWork } from './ward-work.tsx';

interface Ward {
  readonly failed: readonly string[];
  readonly uses: readonly WardUse[];
  readonly waiting: readonly ShownOrder[];
  readonly steps: readonly WardStep[];
}

interface WardListProps {
  readonly ward: Ward;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

function WardList({ ward, open, onOpen }: WardListProps) {
  const t = useTexts(wardTexts);
  const nameOf = useComponentName();
  // what must not run in stands first
  const usesIn = (state: string) =>
    ward.uses.filter((use) => use.state === state).toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld));
  const linesOf = (state: 'transfusing' | 'issued') => (
    <SideGroup title={t.groups[state] ?? ''} count={usesIn(state).length}>
      {usesIn(state).map((use) => (
        <SideLine
          key={use.task}
          isOpen={use.task === open}
          title={use.name}
          hint={`${use.donation} · ${formatTime(state === 'issued' ? use.issuedAt : use.startedAt)}`}
          end={use.isHeld ? <StatusChip tone="bad">{t.recalled}</StatusChip> : <GroupMark group={use.group} />}
          onOpen={() => onOpen(use.task)}
        />
      ))}
    </SideGroup>
  );
  if (ward.failed.length + ward.uses.length + ward.waiting.length + ward.steps.length === 0)
    return <Empty title={t.calm} hint={t.calmHint} />;
  return (
    <SideList label={t.ward}>
      <SideGroup title={t.groups.steps ?? ''} count={ward.steps.length}>
        {ward.steps.map((step) => (
          <SideLine
            key={step.task}
            isOpen={step.task === open}
            title={step.name}
            hint={step.text}
            end={step.isForBank ? <span className="s sec">{t.forBank}</span> : null}
            onOpen={() => onOpen(step.task)}
          />
        ))}
      </SideGroup>
      {linesOf('transfusing')}
      {linesOf('issued')}
      <SideGroup title={t.groups.waiting ?? ''} count={ward.waiting.length}>
        {ward.waiting.map((order) => (
          <SideLine
            key={order.order}
            isOpen={order.order === open}
            title={order.name}
            hint={`${nameOf(order.component)} · ${t.units(order.units)}`}
            end={
              <StatusChip tone={order.samples === 0 ? 'warn' : 'neutral'} icon={false}>
                {t.drawnCount(order.samples)}
              </StatusChip>
            }
            onOpen={() => onOpen(order.order)}
          />
        ))}
      </SideGroup>
    </SideList>
  );
}

function Work({ ward, open }: { readonly ward: Ward; readonly open: string | undefined }) {
  const t = useTexts(wardTexts);
  const use = ward.uses.find(({ task }) => task === open);
  const order = ward.waiting.find((one) => one.order === open);
  const step = ward.steps.find(({ task }) => task === open);
  if (use !== undefined) return <UseWork key={use.task} use={use} />;
  if (order !== undefined) return <OrderWork key={order.order} order={order} />;
  if (step !== undefined) return <StepWork key={step.task} step={step} />;
  return (
    <Panel title={t.pick} isTitleHidden>
      <Empty title={t.pick} hint={t.chooseHint} />
    </Panel>
  );
}

/** Blood on the ward, made for a telephone in one hand: what runs, what was fetched, what has to be drawn. */
export function WardScreen() {
  const t = useTexts(wardTexts);
  const personText = usePersonText();
  const isNarrow = useIsNarrow();
  const { task: open } = useParams();
  const navigate = useNavigate();
  const { data: ward, error, refetch } = useWard();
  useActions([
    {
      key: 'Ctrl+1',
      label: t.toList,
      at: 'hidden',
      run: () => focusSideList(),
    },
  ]);
  if (error !== null && ward === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (ward === undefined) return <Loading />;
  const shown =
    [...ward.uses, ...ward.steps].find(({ task }) => task === open) ?? ward.waiting.find(({ order }) => order === open);
  const go = (id: string): void => void navigate(`/blood-bank/ward/${id}`);
  const isOnlyWork = isNarrow && shown !== undefined;
  return (
    <div className="work bank-ward">
      {!isOnlyWork && (
        <Panel title={t.ward} isPadded={false}>
          {ward.failed.length > 0 && (
            <Note tone="bad" title={t.wardFailed(ward.failed.map((part) => t.wardParts[part] ?? part).join(', '))} />
          )}
          <WardList ward={ward} open={open} onOpen={go} />
        </Panel>
      )}
      {(!isNarrow || shown !== undefined) && (
        <div className="stack bank-middle">
          {isOnlyWork && (
            <Button icon={IconArrowLeft} onClick={() => void navigate('/blood-bank/ward')}>
              {t.back}
            </Button>
          )}
          {shown !== undefined && (
            <Panel title={t.patientSide} isTitleHidden>
              <p className="bank-patient">{shown.name}</p>
              <p className="sec">{personText(shown)}</p>
            </Panel>
          )}
          <Work ward={ward} open={open} />
        </div>
      )}
    </div>
  );
}
