import './catalog-desk.css';
import {
  type Action,
  type Column,
  DataGrid,
  ErrorNote,
  formatDate,
  formatDateTime,
  formatNumber,
  Loading,
  Panel,
  StatusChip,
  today,
  useActions,
  useIsNarrow,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import { IconArrowBackUp, IconCheck, IconEye } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { useParams } from 'react-router';
import { PreviewPanel } from './preview-panel.tsx';
import { texts } from './texts.ts';
import { type Upload, UploadPanel } from './upload-panel.tsx';
import { base64Of, type Catalog, catalogsKey, type Preview, previewOf, useCatalogs } from './use-catalogs.ts';
import { pricesKey } from './use-prices.ts';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['title', 'codes']);

function useColumns(): readonly Column<Catalog>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<Catalog>[] = [
    { id: 'title', head: t.catalogs, by: ({ title }) => title, cell: ({ title }) => <b>{title}</b> },
    {
      id: 'version',
      head: t.edition,
      width: 124,
      by: ({ version }) => version ?? '',
      cell: ({ version }) => version ?? '',
    },
    {
      id: 'loaded',
      head: t.loadedAt,
      width: 132,
      by: ({ loadedAt }) => loadedAt ?? '',
      cell: ({ loadedAt }) => <span className="n">{formatDateTime(loadedAt)}</span>,
    },
    {
      id: 'codes',
      head: t.codes,
      width: 104,
      align: 'right',
      by: ({ inForce }) => inForce ?? 0,
      cell: ({ inForce }) => <span className="n">{inForce === undefined ? '' : formatNumber(inForce)}</span>,
    },
    {
      id: 'state',
      head: '',
      width: 186,
      cell: ({ version, nextChange }) =>
        version === undefined ? (
          <StatusChip tone="neutral">{t.never}</StatusChip>
        ) : nextChange === undefined ? null : (
          <StatusChip tone="info">{t.nextChange(formatDate(nextChange))}</StatusChip>
        ),
    },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

const blank = (turn = 0): Upload => ({ version: '', effective: today(), file: undefined, turn });

/** A file on its way: chosen, previewed, applied or thrown away. */
function useImport(catalog: Catalog | undefined) {
  const t = useTexts(texts);
  const verb = useVerb(catalogsKey, pricesKey);
  const [upload, setUpload] = useState(() => blank());
  const [preview, setPreview] = useState<Preview>();
  const [isTried, setTried] = useState(false);
  const [endMissing, setEndMissing] = useState(false);
  const [result, setResult] = useState<string>();
  const reset = (): void => {
    setUpload(({ turn }) => blank(turn + 1));
    setPreview(undefined);
    setTried(false);
    setEndMissing(false);
    verb.clear();
  };
  return {
    ...{ verb, upload, preview, isTried, endMissing, result, setEndMissing },
    change: (part: Partial<Upload>) => setUpload((now) => ({ ...now, ...part })),
    start(): void {
      reset();
      setResult(undefined);
    },
    async look(): Promise<void> {
      setTried(true);
      setResult(undefined);
      const { version, effective, file } = upload;
      if (catalog === undefined || version.trim() === '' || effective === undefined || file === undefined) return;
      const answer = await verb.run<Parameters>('$catalog-draft', undefined, {
        name: catalog.name,
        version: version.trim(),
        effective: { valueDate: effective },
        file: { valueBase64Binary: await base64Of(file) },
      });
      if (answer !== undefined && answer !== true) setPreview(previewOf(answer));
    },
    async apply(): Promise<void> {
      const answer = await verb.run<Parameters>('$catalog-apply', undefined, { draft: preview?.id ?? '', endMissing });
      if (answer === undefined || answer === true) return;
      setResult(t.applied(valueIn<number>(answer, 'written') ?? 0, valueIn<number>(answer, 'ended') ?? 0));
      reset();
    },
    async discard(): Promise<void> {
      await verb.run('$catalog-discard', undefined, { draft: preview?.id ?? '' });
      setPreview(undefined);
      verb.clear();
    },
  };
}

type Import = ReturnType<typeof useImport>;

function actionsOf(t: (typeof texts)['vi'], catalog: Catalog | undefined, file: Import): Action[] {
  const { isBusy } = file.verb;
  if (file.preview === undefined)
    return [
      {
        key: 'Ctrl+S',
        label: t.preview,
        icon: IconEye,
        isPrimary: true,
        isDisabled: catalog === undefined || isBusy,
        run: () => void file.look(),
      },
    ];
  return [
    { key: 'Alt+R', label: t.discard, icon: IconArrowBackUp, isDisabled: isBusy, run: () => void file.discard() },
    {
      key: 'Ctrl+E',
      label: t.apply,
      icon: IconCheck,
      isPrimary: true,
      isDisabled: isBusy,
      run: () => void file.apply(),
    },
  ];
}

/** Every list the house works with; a new file is seen before it counts. */
export function CatalogsScreen() {
  const t = useTexts(texts);
  const columns = useColumns();
  const { name } = useParams();
  const { data, error, refetch } = useCatalogs();
  const [selected, setSelected] = useState(name);
  const catalog = data?.find((one) => one.name === selected);
  const file = useImport(catalog);
  const { preview } = file;
  useActions(
    actionsOf(t, catalog, file),
    preview === undefined
      ? { text: t.ready, tone: 'quiet' }
      : { text: t.previewState(catalog?.title ?? '', formatDate(preview.effective)), tone: 'warn' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const list = (
    <Panel title={t.catalogs} hint={t.catalogsFound(data.length)} isPadded={false}>
      <div className="stack cat-list">
        <DataGrid
          label={t.catalogs}
          rows={data}
          columns={columns}
          rowKey={(row) => row.name}
          selected={selected}
          onSelect={(row) => {
            setSelected(row.name);
            file.start();
          }}
        />
      </div>
    </Panel>
  );
  return (
    <div className="work cat-wide">
      {preview === undefined ? (
        list
      ) : (
        <PreviewPanel
          preview={preview}
          verb={file.verb}
          endMissing={file.endMissing}
          onEndMissing={file.setEndMissing}
        />
      )}
      <UploadPanel
        catalog={catalog}
        upload={file.upload}
        isTried={file.isTried}
        isLocked={preview !== undefined}
        verb={file.verb}
        result={file.result}
        onChange={file.change}
      />
    </div>
  );
}
