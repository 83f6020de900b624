import { Button, Dialog, formatDateTime, useTexts } from '@lienmach/ui';
import { IconCopy, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from './users-texts.ts';

export interface GivenPassword {
  readonly name: string;
  readonly password: string;
  readonly until: string;
}

/** The only moment at which a password can be seen. */
export function OneTimeDialog({ given, onClose }: { readonly given: GivenPassword; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(given.password);
    setCopied(true);
  };
  return (
    <Dialog
      title={t.shownOnce}
      icon={IconKey}
      onClose={onClose}
      footer={
        <>
          <Button icon={IconCopy} onClick={() => void copy()}>
            {isCopied ? t.copied : t.copy}
          </Button>
          <span className="grow" />
          <Button tone="primary" onClick={onClose}>
            {t.done}
          </Button>
        </>
      }
    >
      <output className="adm-password">{given.password}</output>
      <p className="sec">{t.shownOnceHint(given.name, formatDateTime(given.until))}</p>
    </Dialog>
  );
}
