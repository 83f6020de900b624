import {
  Button,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  Note,
  Panel,
  StatusChip,
  showToast,
  type Tone,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { useState } from 'react';
import { expiryText, GroupMark, useComponentName, usePersonText } from './group-mark.tsx';
import { SheetForms } from './sheet-forms.tsx';
import { texts } from './texts.ts';
import { bankKey, type ShownSheet, type ShownUse, useSheet } from './use-bank.ts';

const tones: Readonly<Record<string, Tone>> = {
  reserved: 'wait',
  compatible: 'ok',
  incompatible: 'bad',
  issued: 'info',
  transfusing: 'doing',
  transfused: 'ok',
};
const groupTones: Readonly<Record<string, Tone>> = { confirmed: 'ok', single: 'warn', discrepant: 'stop' };

function Samples({ sheet }: { readonly sheet: ShownSheet }) {
  const t = useTexts(texts);
  const now = new Date().toISOString();
  return (
    <Panel
      title={t.samples}
      actions={
        <StatusChip tone={groupTones[sheet.groupState] ?? 'neutral'}>{t.groupStates[sheet.groupState]}</StatusChip>
      }
    >
      <div className="bank-facts">
        <GroupMark group={sheet.group} state={sheet.groupState} />
        <div className="grow">
          {sheet.sample.length === 0 && <p className="sec">{t.noSample}</p>}
          {sheet.sample.slice(0, 2).map((sample) => (
            <p key={sample.id}>
              <span className="n">{t.sample(sample.number)}</span>{' '}
              <span className="s sec">
                {Date.parse(sample.validTo) > Date.parse(now)
                  ? t.validTo(formatDateTime(sample.validTo))
                  : t.sampleOver}
              </span>
            </p>
          ))}
          {sheet.hadAntibodies && sheet.screen !== 'positive' && <p className="bad-text">{t.hadAntibodies}</p>}
          <p className={sheet.screen === 'positive' ? 'bad-text' : 'sec'}>{t.screens[sheet.screen] ?? t.noScreen}</p>
        </div>
        <ul className="bank-determinations" aria-label={t.determinations}>
          {sheet.determination.map((one) => (
            <li key={one.id}>
              <b>{one.group === '' ? t.unread : one.group.replace('-', '−')}</b>{' '}
              <span className="s sec">
                {one.method} · {one.by} · {formatDateTime(one.at)}
              </span>
            </li>
          ))}
          {sheet.struck.map((one) => (
            <li key={one.id}>
              <s>{t.screens[one.result] ?? (one.result === '' ? t.unread : one.result.replace('-', '−'))}</s>{' '}
              <span className="s sec">{t.struckBecause(one.reason, one.struckBy)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

interface BagsProps {
  readonly sheet: ShownSheet;
  readonly picked: ShownUse | undefined;
  readonly onPick: (task: string) => void;
}

function Bags({ sheet, picked, onPick }: BagsProps) {
  const t = useTexts(texts);
  return (
    <Panel title={t.bags} grow={1} isPadded={false} hint={t.progress(sheet.use.length, sheet.units)}>
      {sheet.use.length === 0 && <Empty title={t.noBags} hint={t.noBagsHint} />}
      {sheet.use.map((use) => (
        <button
          key={use.task}
          type="button"
          className="side-line bank-use"
          aria-current={use.task === picked?.task || undefined}
          onClick={() => onPick(use.task)}
        >
          <GroupMark group={use.group} />
          <span className="grow side-who">
            <span className="n bank-name">{use.donation}</span>
            <span className="s sec">{t.expires(expiryText(use.expires))}</span>
          </span>
          <StatusChip tone={tones[use.state] ?? 'neutral'}>{t.useStates[use.state]}</StatusChip>
        </button>
      ))}
    </Panel>
  );
}

function Fitting({ sheet }: { readonly sheet: ShownSheet }) {
  const t = useTexts(texts);
  const verb = useVerb(bankKey);
  const keep = async (unit: string): Promise<void> => {
    const done = await verb.run('$reserve-unit', `ServiceRequest/${sheet.order}`, { unit });
    if (done !== undefined) showToast(t.kept);
  };
  return (
    <Panel title={t.fitting} isPadded={false} hint={<span className="n">{sheet.suggestion.length}</span>}>
      {verb.error !== undefined && (
        <div className="bank-pad">
          <ErrorNote error={verb.error} />
        </div>
      )}
      {sheet.suggestion.length === 0 && <Empty title={t.noFitting} hint={t.noFittingHint} />}
      <ul>
        {sheet.suggestion.map((unit) => (
          <li key={unit.id} className="bank-fit">
            <GroupMark group={unit.group} />
            <span className="grow side-who">
              <span className="n bank-name">{unit.donation}</span>
              <span className="s sec">
                {t.fits[unit.fit]} · {t.expires(expiryText(unit.expires))}
              </span>
            </span>
            <Button size="sm" aria-label={t.keepUnit(unit.donation)} onClick={() => void keep(unit.id)}>
              {t.keep}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** states in which something is still to be done with a bag */
const open = new Set(['reserved', 'compatible', 'issued']);

/** One order: who, what is known of the blood, its bags, and what in stock fits. */
export function OrderSheet({ order }: { readonly order: string }) {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const personText = usePersonText();
  const { data: sheet, error, refetch } = useSheet(order);
  const [task, setTask] = useState<string>();
  if (error !== null && sheet === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (sheet === undefined) return <Loading />;
  const picked = sheet.use.find((use) => use.task === task) ?? sheet.use.find(({ state }) => open.has(state));
  return (
    <>
      <div className="stack bank-middle">
        <Panel
          title={sheet.name}
          hint={personText(sheet)}
          actions={
            <StatusChip tone={sheet.priority === 'stat' ? 'stop' : sheet.priority === 'urgent' ? 'warn' : 'neutral'}>
              {t.priorities[sheet.priority]}
            </StatusChip>
          }
        >
          <p>
            <b>{`${nameOf(sheet.component)} · ${t.units(sheet.units)}`}</b>{' '}
            <span className="sec">
              {sheet.reason} · {sheet.orderedBy}, {formatDateTime(sheet.orderedAt)}
            </span>
          </p>
          {sheet.emergencyBy !== '' && (
            <Note tone="bad" title={t.emergency(sheet.emergencyBy)}>
              {sheet.emergencyReason}
            </Note>
          )}
        </Panel>
        <Samples sheet={sheet} />
        <Bags sheet={sheet} picked={picked} onPick={setTask} />
      </div>
      <Fitting sheet={sheet} />
      <SheetForms sheet={sheet} use={picked} />
    </>
  );
}
