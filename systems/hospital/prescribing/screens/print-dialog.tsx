import { Button, Dialog, ErrorNote, Loading, useRecord, useTexts } from '@lienmach/ui';
import { IconExternalLink, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Binary } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { texts } from './texts.ts';

interface PrintDialogProps {
  readonly encounter: string;
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** The paper as it will come out of the printer; the browser's own viewer prints it. */
export function PrintDialog({ encounter, codes, onClose }: PrintDialogProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const [code] = codes;
  const paper = useQuery({
    queryKey: ['print-prescription', encounter, code],
    queryFn: async () =>
      (await operation<Binary>('$print-prescription', `Encounter/${encounter}`, { code })).data ?? '',
    staleTime: 0,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (paper.data === undefined) return;
    const bytes = Uint8Array.from(atob(paper.data), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [paper.data]);
  return (
    <Dialog
      title={`${t.printTitle} ${codes.join(', ')}`}
      icon={IconPrinter}
      onClose={onClose}
      width={720}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.close}
          </Button>
          <Button
            tone="primary"
            icon={IconExternalLink}
            disabled={url === undefined}
            autoFocus
            onClick={() => url !== undefined && window.open(url, '_blank')}
          >
            {t.openTab}
          </Button>
        </>
      }
    >
      {paper.error !== null && <ErrorNote error={paper.error} onRetry={() => void paper.refetch()} />}
      {url === undefined && paper.error === null && <Loading />}
      {url !== undefined && <iframe className="rx-paper" title={t.printTitle} src={`${url}#navpanes=0&view=FitH`} />}
    </Dialog>
  );
}
