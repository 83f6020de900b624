import { Button, Dialog, isOutcomeError, Note, useActions, useTexts, type Verb } from '@lienmach/ui';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from './texts.ts';

interface PaperDialogProps {
  readonly title: string;
  readonly icon: Icon;
  readonly verb: Verb;
  /** refusals shown at a field of the dialog; the others stand above it */
  readonly fields: readonly string[];
  readonly onIssue: (isPrinted: boolean) => void;
  readonly onClose: () => void;
  readonly children: (errors: Partial<Record<string, string>>) => ReactNode;
}

/** A paper to be filled in: Ctrl+Enter issues it, Ctrl+I prints it at once; what is refused stands at its field. */
export function PaperDialog({ title, icon, verb, fields, onIssue, onClose, children }: PaperDialogProps) {
  const t = useTexts(texts);
  const refusal = isOutcomeError(verb.error) ? verb.error : undefined;
  const errors = refusal?.fieldErrors(Object.fromEntries(fields.map((field) => [field, field]))) ?? {};
  const others = (refusal?.issues ?? []).filter(({ expression }) => !expression.some((one) => fields.includes(one)));
  useActions([
    { key: 'Ctrl+Enter', label: t.issue, at: 'hidden', run: () => onIssue(false) },
    { key: 'Ctrl+I', label: t.issueAndPrint, at: 'hidden', run: () => onIssue(true) },
  ]);
  return (
    <Dialog
      title={title}
      icon={icon}
      onClose={onClose}
      width={680}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button keyHint="Ctrl+Enter" isBusy={verb.isBusy} onClick={() => onIssue(false)}>
            {t.issue}
          </Button>
          <Button tone="primary" keyHint="Ctrl+I" isBusy={verb.isBusy} onClick={() => onIssue(true)}>
            {t.issueAndPrint}
          </Button>
        </>
      }
    >
      <div className="col">
        {others.map(({ text }) => (
          <Note key={text} tone="bad" title={text} />
        ))}
        <div className="fields paper-fields">{children(errors)}</div>
      </div>
    </Dialog>
  );
}
