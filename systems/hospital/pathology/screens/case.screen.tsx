import './pathology.css';
import { Empty, ErrorNote, focusSideList, Loading, Panel, useActions, useTexts } from '@lienmach/ui';
import { IconArchive } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { CaseList } from './case-list.tsx';
import { ReceivePanel } from './receive-panel.tsx';
import { SheetView } from './sheet-view.tsx';
import { texts } from './texts.ts';
import { useCase, useCaseBench } from './use-case.ts';

function OpenCase({ report, call }: { readonly report: string; readonly call: string }) {
  const { data, error, refetch } = useCase(report);
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <SheetView key={report} sheet={data} call={call} />;
}

/** The bench of pathology: cases by what they wait for on the left, tissue and reading in the middle, the report on the right. */
export function CaseScreen() {
  const t = useTexts(texts);
  const { report } = useParams();
  const navigate = useNavigate();
  const { data: lines, error, refetch } = useCaseBench();
  const line = lines?.find((one) => one.report === report);
  useActions([
    {
      key: 'Ctrl+1',
      label: t.toList,
      at: 'hidden',
      run: () => focusSideList(),
    },
    {
      key: 'Alt+J',
      label: t.shelf,
      icon: IconArchive,
      at: 'left',
      run: () => void navigate('/pathology/materials'),
    },
  ]);
  if (error !== null && lines === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (lines === undefined) return <Loading />;
  const isOpen = report !== undefined && line?.state !== 'to-receive';
  return (
    <div className="work pathology" data-open={isOpen || undefined}>
      <Panel title={t.bench} isPadded={false} hint={<span className="n">{lines.length}</span>}>
        <CaseList lines={lines} open={report} onOpen={(id) => void navigate(`/pathology/bench/${id}`)} />
      </Panel>
      {report === undefined && (
        <Panel title={t.choose} isTitleHidden>
          <Empty title={t.choose} hint={t.chooseHint} />
        </Panel>
      )}
      {line?.state === 'to-receive' && <ReceivePanel key={line.order} line={line} />}
      {isOpen && <OpenCase report={report} call={line?.call ?? ''} />}
    </div>
  );
}
