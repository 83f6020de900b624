import './receive.css';
import { type Action, Button, Empty, ErrorNote, Loading, Note, Panel, useActions, useTexts } from '@lienmach/ui';
import { IconFileImport, IconFolderOpen } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { DocumentFacts } from './document-facts.tsx';
import { texts } from './texts.ts';
import { type SeenDocument, useBroughtFile } from './use-brought-file.ts';

function Content({ seen }: { readonly seen: SeenDocument | undefined }) {
  const t = useTexts(texts);
  return (
    <Panel title={t.content}>
      {seen === undefined && <Empty title={t.nothing} hint={t.nothingHint} />}
      {seen?.sections.length === 0 && <Empty title={t.noContent} />}
      {seen?.sections.map(({ id, title, text }) => (
        <section key={id} className="cda-section">
          <h3>{title}</h3>
          <p className="cda-text">{text}</p>
        </section>
      ))}
    </Panel>
  );
}

interface DropProps {
  readonly name: string | undefined;
  readonly onFile: (file: File | undefined) => void;
  readonly onChoose: () => void;
}

function Drop({ name, onFile, onChoose }: DropProps) {
  const t = useTexts(texts);
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <fieldset
      className="cda-drop"
      aria-label={t.file}
      data-over={isOver || undefined}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      <p className="grow">{name ?? <span className="mut">{t.drop}</span>}</p>
      <Button size="sm" icon={IconFolderOpen} keyHint="Alt+O" onClick={onChoose}>
        {name === undefined ? t.choose : t.another}
      </Button>
    </fieldset>
  );
}

/** A document that a patient brought: what it is and whose, before it becomes part of the record. */
export function ReceiveScreen() {
  const t = useTexts(texts);
  const brought = useBroughtFile();
  const field = useRef<HTMLInputElement>(null);
  const { file, verb, isTooLarge, receivedBy } = brought;
  const choose = (): void => field.current?.click();
  const mayTake = file?.seen.obstacle === undefined && file?.seen.isKnown === false && receivedBy === undefined;
  const take: Action = {
    key: 'Ctrl+Enter',
    label: t.takeIn,
    icon: IconFileImport,
    isPrimary: true,
    isDisabled: !mayTake || verb.isBusy,
    run: () => void brought.takeIn(),
  };
  useActions([{ key: 'Alt+O', label: t.choose, at: 'hidden', run: choose }, take]);
  return (
    <div className="work cda-work">
      <Panel title={t.file}>
        <div className="stack">
          <input
            ref={field}
            className="cda-file"
            type="file"
            aria-label={t.fileLabel}
            tabIndex={-1}
            accept=".xml,text/xml,application/xml"
            onChange={(event) => {
              void brought.look(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <Drop name={file?.name} onFile={(one) => void brought.look(one)} onChoose={choose} />
          {isTooLarge && <Note tone="bad" title={t.tooLarge} />}
          {verb.error !== undefined && <ErrorNote error={verb.error} />}
          {receivedBy !== undefined && (
            <Note tone="ok" title={t.received(receivedBy)}>
              {t.receivedHint}
            </Note>
          )}
          {verb.isBusy && file === undefined && <Loading label={t.reading} />}
          {file !== undefined && <DocumentFacts seen={file.seen} />}
        </div>
      </Panel>
      <Content seen={file?.seen} />
    </div>
  );
}
