import './culture.css';
import {
  Empty,
  ErrorNote,
  focusSideList,
  ListSearch,
  Loading,
  PageTurner,
  Panel,
  SelectField,
  showToast,
  useActions,
  useCursors,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconTestPipe } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { cultureKinds } from '../catalogs/culture-services.ts';
import { CultureList, cultureGroups } from './culture-list.tsx';
import { SheetView } from './sheet-view.tsx';
import { texts } from './texts.ts';
import {
  benchKey,
  type CultureLine,
  PAGE,
  sheetKey,
  useCultureBench,
  useCultureSheet,
  useReportOf,
  wholeList,
} from './use-culture.ts';

/** A specimen that has not come to the bench yet. */
function ReceivePanel({ line }: { readonly line: CultureLine }) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey, sheetKey);
  const [kind, setKind] = useState('blood');
  const receive = async (): Promise<void> => {
    const answer = await verb.run('$receive-culture', `ServiceRequest/${line.order}`, { kind: { valueCode: kind } });
    if (answer !== undefined) showToast(t.received);
  };
  useActions([
    {
      key: 'Ctrl+Enter',
      label: t.receive,
      icon: IconTestPipe,
      isPrimary: true,
      isDisabled: verb.isBusy,
      run: () => void receive(),
    },
  ]);
  return (
    <Panel title={t.receiveTitle} hint={`${line.name} · ${line.orderNumber}`}>
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      <div className="culture-receive">
        <SelectField
          label={t.kind}
          name="kind"
          autoFocus
          value={kind}
          options={cultureKinds.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={setKind}
        />
      </div>
    </Panel>
  );
}

function NoSheet() {
  const t = useTexts(texts);
  return (
    <Panel title={t.choose} isTitleHidden>
      <Empty title={t.choose} hint={t.chooseHint} />
    </Panel>
  );
}

interface OpenSheetProps {
  readonly report: string;
  readonly call: string;
  /** it may not be there: an address was opened, not a line */
  readonly isAddress: boolean;
}

function OpenSheet({ report, call, isAddress }: OpenSheetProps) {
  const { data, error, refetch } = useCultureSheet(report);
  if (error !== null && isAddress) return <NoSheet />;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <SheetView key={`${data.report} ${data.version}`} sheet={data} call={call} />;
}

/** The culture of the address: a line of the list, or what stands in none. */
function useOpenCulture(lines: readonly CultureLine[] | undefined, order: string | undefined) {
  const line = lines?.find((one) => one.order === order);
  const elsewhere = useReportOf(lines !== undefined && line === undefined ? order : undefined);
  return { line, report: line === undefined ? elsewhere : line.report };
}

function OpenCulture({ line, report }: ReturnType<typeof useOpenCulture>) {
  if (report !== undefined) {
    return <OpenSheet report={report} call={line?.call ?? ''} isAddress={line === undefined} />;
  }
  return line === undefined ? <NoSheet /> : <ReceivePanel key={line.order} line={line} />;
}

/** The culture bench: what waits on the left, plates and isolates in the middle, the report on the right. */
export function CultureScreen() {
  const t = useTexts(texts);
  const { order } = useParams();
  const navigate = useNavigate();
  const { question, ask, page, cursor, turn } = useCursors(wholeList);
  const { data, error, refetch, isPlaceholderData } = useCultureBench(question, cursor);
  const lines = data?.lines;
  const next = isPlaceholderData ? undefined : data?.next;
  const { state, text } = question;
  const onText = useCallback((typed: string) => ask({ state, text: typed }), [ask, state]);
  const { line, report } = useOpenCulture(lines, order);
  useActions([
    {
      key: 'Ctrl+1',
      label: t.toList,
      at: 'hidden',
      run: () => focusSideList(),
    },
  ]);
  if (error !== null && lines === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (lines === undefined) return <Loading />;
  return (
    <div className="work culture" data-open={report !== undefined || undefined}>
      <Panel title={t.bench} isPadded={false} hint={<span className="n">{lines.length}</span>}>
        <div className="culture-asked">
          <ListSearch label={t.find} hint={t.findHint} value={text} onAsk={onText} />
          <SelectField
            label={t.stateOf}
            name="culture-state"
            value={state}
            placeholder={t.everyState}
            options={cultureGroups.map((value) => ({ value, label: t.groups[value] ?? value }))}
            onChange={(asked) => ask({ state: asked, text })}
          />
        </div>
        {lines.length === 0 && question !== wholeList && (
          <Empty title={t.noneFits} hint={next === undefined ? t.noneFitsHint : t.lookOn} />
        )}
        {(lines.length > 0 || question === wholeList) && (
          <CultureList lines={lines} open={order} onOpen={(id) => void navigate(`/microbiology/bench/${id}`)} />
        )}
        {(page > 0 || next !== undefined || isPlaceholderData) && (
          <PageTurner
            page={page}
            size={PAGE}
            shown={Math.min(PAGE, lines.length)}
            hasNext={next !== undefined}
            isTurning={isPlaceholderData}
            onTurn={(by) => turn(by, next)}
          />
        )}
      </Panel>
      <OpenCulture line={line} report={report} />
    </div>
  );
}
