import './desk.css';
import {
  CheckField,
  CodePicker,
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  Loading,
  Note,
  Panel,
  useActions,
  useIsNarrow,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { mappingTexts } from './mapping-texts.ts';
import { RawView } from './raw-view.tsx';
import { exampleAt, segmentsOf } from './segments.ts';
import { shortTime } from './short-time.ts';
import { deskKey } from './use-desk.ts';
import { type PairLine, type TargetChoice, type UnknownLine, useMapping, useTargets } from './use-mapping.ts';
import { useTrace } from './use-messages.ts';

/** in a code map: what the house does not take */
const LEFT_OUT = '-';

function useColumns(): readonly Column<UnknownLine>[] {
  const t = useTexts(mappingTexts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<UnknownLine>[] = [
    { id: 'code', head: t.code, by: ({ code }) => code, cell: ({ code }) => <b className="n">{code}</b> },
    { id: 'at', head: t.at, width: 80, by: ({ at }) => at, cell: ({ at }) => <span className="n sec">{at}</span> },
    { id: 'channel', head: t.channel, width: 130, by: ({ channel }) => channel, cell: ({ channel }) => channel },
    {
      id: 'last',
      head: t.last,
      width: 128,
      by: ({ last }) => last,
      cell: ({ last }) => <span className="n">{shortTime(last)}</span>,
    },
    {
      id: 'count',
      head: t.count,
      width: 74,
      align: 'right',
      by: ({ count }) => count,
      cell: ({ count }) => <b className="n">{count}</b>,
    },
  ];
  return isNarrow ? all.filter(({ id }) => id === 'code' || id === 'count') : all;
}

function Pairs({ pairs }: { readonly pairs: readonly PairLine[] }) {
  const t = useTexts(mappingTexts);
  if (pairs.length === 0) return <p className="mut">{t.noPairs}</p>;
  return (
    <table className="itg-fields">
      <thead>
        <tr>
          <th>{t.code}</th>
          <th>{t.ours}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ code, target, display }) => (
          <tr key={code}>
            <td className="n itg-any">{code}</td>
            <td>{target === LEFT_OUT ? t.leftOut : `${target} ${display}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is pressed. @param target  absent: the house does not take this code */
const choiceOf = ({ channel, code, system, group }: UnknownLine, target: TargetChoice | undefined) => ({
  channel,
  code,
  ...(group === '' ? {} : { group }),
  ...(system === '' ? {} : { system }),
  ...(target === undefined ? { target: LEFT_OUT } : { target: target.code, isIndicator: target.isIndicator }),
});

/** What somebody decides about one code. */
function useDecision(line: UnknownLine | undefined) {
  const t = useTexts(mappingTexts);
  const verb = useVerb(deskKey);
  const [target, setTarget] = useState<TargetChoice>();
  const [isLeftOut, setLeftOut] = useState(false);
  const [isTried, setTried] = useState(false);
  const [saved, setSaved] = useState<string>();
  const clear = (): void => {
    setTarget(undefined);
    setLeftOut(false);
    setTried(false);
    verb.clear();
  };
  return {
    verb,
    target,
    setTarget,
    isLeftOut,
    setLeftOut,
    saved,
    problem: isTried && target === undefined && !isLeftOut ? t.targetMissing : undefined,
    take(): void {
      clear();
      setSaved(undefined);
    },
    async save(): Promise<void> {
      setTried(true);
      if (line === undefined || (target === undefined && !isLeftOut)) return;
      const input = choiceOf(line, isLeftOut ? undefined : target);
      const answer = await verb.run<Parameters>('$map-code', undefined, input);
      if (answer === undefined) return;
      setSaved(t.saved(line.code, answer === true ? 0 : (valueIn<number>(answer, 'asked') ?? 0)));
      clear();
    },
  };
}

function Example({ content, line }: { readonly content: string; readonly line: UnknownLine }) {
  const t = useTexts(mappingTexts);
  const example = exampleAt(segmentsOf(content) ?? [], line.at, line.code);
  if (example === '') return null;
  return (
    <p>
      <span className="mut">{t.example}: </span>
      <b className="n">{example}</b>
    </p>
  );
}

/** A code that was asked for by name, of which nothing waits: a message was tried, none has come yet. */
function askedLine(asked: URLSearchParams): UnknownLine | undefined {
  const [channel, code] = [asked.get('channel') ?? '', asked.get('code') ?? ''];
  if (channel === '' || code === '') return undefined;
  const [at, system] = [asked.get('at') ?? '', asked.get('system') ?? ''];
  return { key: 'asked', group: '', channel, code, system, at, example: '', count: 0, last: '' };
}

interface DecisionProps {
  readonly line: UnknownLine | undefined;
  readonly decision: ReturnType<typeof useDecision>;
  readonly pairs: readonly PairLine[];
}

function Decision({ line, decision, pairs }: DecisionProps) {
  const t = useTexts(mappingTexts);
  const search = useTargets(t.asTyped);
  const { data } = useTrace(line === undefined || line.example === '' ? undefined : line.example);
  const notes = (
    <>
      {decision.saved !== undefined && <Note tone="ok" title={decision.saved} />}
      {decision.verb.error !== undefined && <ErrorNote error={decision.verb.error} />}
    </>
  );
  if (line === undefined) {
    return (
      <Panel title={t.meaning}>
        <div className="col g12">
          {notes}
          <Empty title={t.choose} hint={t.chooseHint} />
        </div>
      </Panel>
    );
  }
  return (
    <Panel title={`${t.code} “${line.code}”`} hint={[line.channel, line.at].join(' · ')}>
      <div className="col g12">
        {notes}
        <div className="fields">
          <CodePicker<TargetChoice>
            label={t.target}
            hint={t.targetHint}
            span={12}
            value={decision.isLeftOut ? undefined : decision.target}
            onChange={decision.setTarget}
            search={search}
            error={decision.problem}
          />
        </div>
        <CheckField label={t.leftOut} isChecked={decision.isLeftOut} onChange={decision.setLeftOut} />
        {decision.isLeftOut && <p className="s mut">{t.leftOutHint}</p>}
        {data !== undefined && <Example content={data.content} line={line} />}
        {data !== undefined && (
          <section className="col g4" aria-label={t.raw}>
            <span className="field-label">{t.raw}</span>
            <RawView key={line.key} content={data.content} place={line.at} code={line.code} />
          </section>
        )}
        <section className="col g4" aria-label={t.known}>
          <span className="field-label">{t.known}</span>
          <Pairs pairs={pairs} />
        </section>
      </div>
    </Panel>
  );
}

/** Unknown codes of machines and partners: pick our test, and what waited for it is handled again. */
export function MappingScreen() {
  const t = useTexts(mappingTexts);
  const [asked] = useSearchParams();
  const [selected, setSelected] = useState<string>();
  const [channel, setChannel] = useState(asked.get('channel') ?? '');
  const { data, error, refetch } = useMapping(channel);
  const columns = useColumns();
  const wanted = data?.unknown.find((one) => one.channel === asked.get('channel') && one.code === asked.get('code'));
  const chosen = data?.unknown.find(({ key }) => key === (selected ?? wanted?.key));
  const line = chosen ?? (selected === undefined ? askedLine(asked) : undefined);
  const decision = useDecision(line);
  useActions(
    [
      {
        key: 'Ctrl+E',
        label: t.save(line?.count ?? 0),
        icon: IconPlayerPlay,
        isPrimary: true,
        isDisabled: line === undefined || decision.verb.isBusy,
        run: () => void decision.save(),
      },
    ],
    { text: t.ready, tone: 'quiet' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="work itg-two-panels">
      <Panel title={t.unknown} hint={t.unknownHint} isPadded={false}>
        <div className="stack itg-list itg-fill">
          <DataGrid
            label={t.unknown}
            rows={data.unknown}
            columns={columns}
            rowKey={({ key }) => key}
            selected={line?.key}
            onSelect={({ key, channel: from }) => {
              setSelected(key);
              setChannel(from);
              decision.take();
            }}
            empty={t.none}
          />
        </div>
      </Panel>
      <Decision line={line} decision={decision} pairs={data.pairs} />
    </div>
  );
}
