import { Button, Dialog, useActions, useTexts } from '@lienmach/ui';
import { IconListCheck } from '@tabler/icons-react';
import { benchTexts } from './bench-texts.ts';

interface MissingDialogProps {
  readonly names: readonly string[];
  readonly word: string;
  readonly onAnyway: () => void;
  readonly onClose: () => void;
}

/** A sheet with holes leaves the bench only when somebody says so, with the names in front of them. */
export function MissingDialog({ names, word, onAnyway, onClose }: MissingDialogProps) {
  const t = useTexts(benchTexts);
  useActions([{ key: 'Ctrl+Enter', label: word, at: 'hidden', run: onAnyway }]);
  return (
    <Dialog
      title={t.missingTitle}
      icon={IconListCheck}
      onClose={onClose}
      isDanger
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.back}
          </Button>
          <Button tone="danger" keyHint="Ctrl+Enter" onClick={onAnyway}>
            {word}
          </Button>
        </>
      }
    >
      <p>{t.missingText}</p>
      <ul className="missing-names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Dialog>
  );
}
