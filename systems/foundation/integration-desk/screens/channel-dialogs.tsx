import { Button, ConflictTable, Dialog, useTexts, useWords } from '@lienmach/ui';
import { IconPlus } from '@tabler/icons-react';
import { type ChannelTemplate, channelTemplates } from './channel-templates.ts';
import { channelTexts } from './channel-texts.ts';
import { lineName } from './line-names.ts';
import type { ChannelConflict } from './use-channel-desk.ts';

interface TemplateDialogProps {
  readonly onTake: (template: ChannelTemplate) => void;
  readonly onClose: () => void;
}

/** A channel to begin with: Tab goes through the templates, Enter takes one. */
export function TemplateDialog({ onTake, onClose }: TemplateDialogProps) {
  const t = useTexts(channelTexts);
  const words = useWords();
  return (
    <Dialog title={t.template} icon={IconPlus} width={560} onClose={onClose}>
      <p className="sec itg-above">{t.templateHint}</p>
      <ul className="col g8">
        {channelTemplates.map((template) => (
          <li key={template.id}>
            <button type="button" className="itg-template" onClick={() => onTake(template)}>
              <b>{words(template.title)}</b>
              <span className="s sec">{words(template.hint)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface ConflictDialogProps {
  readonly conflict: ChannelConflict;
  readonly isBusy: boolean;
  readonly onMerge: (choices: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
}

/** Somebody was faster: line by line, mine or theirs. */
export function ConflictDialog({ conflict, isBusy, onMerge, onClose }: ConflictDialogProps) {
  const t = useTexts(channelTexts);
  const words = useWords();
  const shown = (value: string): string => (value === '' ? t.dash : value);
  if (conflict.rows.length === 0) {
    return (
      <Dialog
        title={t.conflict}
        icon={IconPlus}
        onClose={onClose}
        footer={
          <Button tone="primary" isBusy={isBusy} onClick={() => onMerge({})}>
            {t.mergeAll}
          </Button>
        }
      >
        <p>{t.apart(conflict.taken)}</p>
      </Dialog>
    );
  }
  return (
    <ConflictTable
      title={t.conflict}
      rows={conflict.rows.map(({ path, one, other }) => ({
        id: path,
        label: path === 'name' ? t.nameLine : words(lineName(path)),
        mine: shown(one),
        theirs: shown(other),
      }))}
      takenCount={conflict.taken}
      isBusy={isBusy}
      onMerge={onMerge}
      onClose={onClose}
    />
  );
}
