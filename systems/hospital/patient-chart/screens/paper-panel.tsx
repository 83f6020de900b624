import {
  Button,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  Note,
  Panel,
  StatusChip,
  useActions,
  useRecord,
  useSession,
  useTexts,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Binary, DocumentReference, Parameters } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { texts } from './texts.ts';
import { XmlPaper } from './xml-paper.tsx';

const bytesOf = (data: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));

function PdfPaper({ data, title }: { readonly data: string; readonly title: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytesOf(data)], { type: 'application/pdf' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return url === undefined ? null : <iframe className="paper-pdf" title={title} src={`${url}#navpanes=0&view=FitH`} />;
}

function Content({ binary, title }: { readonly binary: Binary; readonly title: string }) {
  const t = useTexts(texts);
  const { contentType, data = '' } = binary;
  if (contentType.startsWith('application/pdf')) return <PdfPaper data={data} title={title} />;
  const text = new TextDecoder().decode(bytesOf(data));
  if (contentType.includes('xml')) return <XmlPaper xml={text} />;
  if (contentType.startsWith('text/plain')) return <p className="paper-text">{text}</p>;
  return <Empty title={t.unreadable} hint={contentType} />;
}

function useVerdict(id: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: ['verify-signature', id],
    queryFn: () => operation<Parameters>('$verify-signature', `DocumentReference/${id}`),
    enabled: false,
    gcTime: 0,
    retry: false,
  });
}

/** `CN=Bệnh viện, O=…` as people say it */
const commonName = (subject: string): string => /CN=([^,]+)/.exec(subject)?.[1] ?? subject;

function Verdict({ answer }: { readonly answer: Parameters }) {
  const t = useTexts(texts);
  if (valueIn<boolean>(answer, 'valid') === true) {
    const [signer, at] = [commonName(valueIn<string>(answer, 'signer') ?? ''), valueIn<string>(answer, 'signedAt')];
    return (
      <Note tone="ok" icon={IconShieldCheck} title={t.valid}>
        {t.validHint(signer, formatDateTime(at))}
      </Note>
    );
  }
  return (
    <Note tone="bad" title={t.invalid}>
      {valuesIn<string>(answer, 'reason').join(' ')}
    </Note>
  );
}

interface PaperPanelProps {
  readonly document: DocumentReference;
  readonly title: string;
  readonly isSigned: boolean;
}

/** One paper to be read; its signature is checked by the server when asked. */
export function PaperPanel({ document, title, isSigned }: PaperPanelProps) {
  const t = useTexts(texts);
  const { read } = useRecord();
  const { hasRole } = useSession();
  const [type, id] = document.content[0]?.attachment.url?.split('/') ?? [];
  const paper = useQuery({
    queryKey: ['paper', id],
    queryFn: () => read('Binary', id ?? ''),
    enabled: type === 'Binary' && id !== undefined,
    gcTime: 0,
  });
  const verdict = useVerdict(document.id ?? '');
  const mayVerify = isSigned && hasRole('doctor', 'nurse', 'lab-doctor', 'records-clerk', 'claims-clerk');
  const verify = (): void => void verdict.refetch();
  useActions(mayVerify ? [{ key: 'Alt+V', label: t.verify, at: 'hidden', run: verify }] : []);
  return (
    <Panel
      title={title}
      hint={<span className="n">{formatDateTime(document.date)}</span>}
      actions={
        mayVerify ? (
          <Button size="sm" icon={IconShieldCheck} keyHint="Alt+V" isBusy={verdict.isFetching} onClick={verify}>
            {verdict.isFetching ? t.verifying : t.verify}
          </Button>
        ) : (
          !isSigned && (
            <StatusChip tone="neutral" icon={false}>
              {t.unsigned}
            </StatusChip>
          )
        )
      }
    >
      <div className="paper" aria-live="polite">
        {verdict.error !== null && <ErrorNote error={verdict.error} onRetry={verify} />}
        {verdict.data !== undefined && !verdict.isFetching && <Verdict answer={verdict.data} />}
      </div>
      {paper.error !== null && <ErrorNote error={paper.error} onRetry={() => void paper.refetch()} />}
      {paper.isLoading && <Loading label={t.openingPaper} />}
      {paper.data !== undefined && <Content binary={paper.data} title={title} />}
    </Panel>
  );
}
