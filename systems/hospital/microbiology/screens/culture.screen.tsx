import './culture.css';
import { Empty, ErrorNote, Loading, Panel, SelectField, showToast, useActions, useTexts, useVerb } from '@lienmach/ui';
import { IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { cultureKinds } from '../catalogs/culture-services.ts';
import { CultureList } from './culture-list.tsx';
import { SheetView } from './sheet-view.tsx';
import { texts } from './texts.ts';
import { benchKey, type CultureLine, sheetKey, useCultureBench, useCultureSheet } from './use-culture.ts';

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

function OpenSheet({ report }: { readonly report: string }) {
  const { data, error, refetch } = useCultureSheet(report);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <SheetView key={`${data.report} ${data.version}`} sheet={data} />;
}

/** The culture bench: what waits on the left, plates and isolates in the middle, the report on the right. */
export function CultureScreen() {
  const t = useTexts(texts);
  const { order } = useParams();
  const navigate = useNavigate();
  const { data: lines, error, refetch } = useCultureBench();
  const line = lines?.find((one) => one.order === order);
  useActions([
    {
      key: 'Ctrl+1',
      label: t.toList,
      at: 'hidden',
      run: () => document.querySelector<HTMLElement>('.culture-line[aria-current], .culture-line')?.focus(),
    },
  ]);
  if (error !== null && lines === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (lines === undefined) return <Loading />;
  return (
    <div className="work culture" data-open={line?.report !== undefined || undefined}>
      <Panel title={t.bench} isPadded={false} hint={<span className="n">{lines.length}</span>}>
        <CultureList lines={lines} open={order} onOpen={(id) => void navigate(`/microbiology/bench/${id}`)} />
      </Panel>
      {line === undefined && (
        <Panel title={t.choose} isTitleHidden>
          <Empty title={t.choose} hint={t.chooseHint} />
        </Panel>
      )}
      {line !== undefined && line.report === undefined && <ReceivePanel key={line.order} line={line} />}
      {line?.report !== undefined && <OpenSheet report={line.report} />}
    </div>
  );
}
