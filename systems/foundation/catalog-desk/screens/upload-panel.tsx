import {
  DateField,
  Empty,
  ErrorNote,
  Field,
  formatDateTime,
  Note,
  Panel,
  TextField,
  useTexts,
  type Verb,
} from '@lienmach/ui';
import { texts } from './texts.ts';
import type { Catalog } from './use-catalogs.ts';

export interface Upload {
  readonly version: string;
  readonly effective: string | undefined;
  readonly file: File | undefined;
  /** a new turn has an empty field again */
  readonly turn: number;
}

interface UploadPanelProps {
  readonly catalog: Catalog | undefined;
  readonly upload: Upload;
  readonly isTried: boolean;
  /** a preview of it is on the screen */
  readonly isLocked: boolean;
  readonly verb: Verb;
  readonly result: string | undefined;
  readonly onChange: (change: Partial<Upload>) => void;
}

function Facts({ catalog }: { readonly catalog: Catalog }) {
  const t = useTexts(texts);
  return (
    <dl className="kv">
      <dt>{t.source}</dt>
      <dd>{catalog.source}</dd>
      <dt>{t.lastLoad}</dt>
      <dd>
        {catalog.loadedAt === undefined
          ? t.never
          : `${formatDateTime(catalog.loadedAt)} · ${t.lastLoadRows(catalog.loaded, catalog.refused)}`}
      </dd>
      <dt>{t.columns}</dt>
      <dd className="n cat-columns">{catalog.columns}</dd>
    </dl>
  );
}

/** Which file, from which decision, counting from which day. */
export function UploadPanel({ catalog, upload, isTried, isLocked, verb, result, onChange }: UploadPanelProps) {
  const t = useTexts(texts);
  if (catalog === undefined) {
    return (
      <Panel title={t.upload}>
        <Empty title={t.chooseCatalog} hint={t.chooseCatalogHint} />
      </Panel>
    );
  }
  const problem = (isMissing: boolean, text: string) => (isTried && isMissing ? text : undefined);
  return (
    <Panel title={catalog.title}>
      <div className="col g12" data-form>
        {verb.error !== undefined && !isLocked && <ErrorNote error={verb.error} />}
        {result !== undefined && <Note tone="ok" title={result} />}
        <Facts catalog={catalog} />
        <hr className="hr" />
        <div className="fields">
          <TextField
            label={t.version}
            name="version"
            span={7}
            isRequired
            isDisabled={isLocked}
            value={upload.version}
            hint={t.versionHint}
            error={problem(upload.version.trim() === '', t.versionMissing)}
            onChange={(version) => onChange({ version })}
          />
          <DateField
            label={t.effective}
            span={5}
            isRequired
            isDisabled={isLocked}
            value={upload.effective}
            error={problem(upload.effective === undefined, t.effectiveMissing)}
            onChange={(effective) => onChange({ effective })}
          />
          <Field
            label={t.file}
            span={12}
            isRequired
            isDisabled={isLocked}
            hint={t.fileHint(catalog.format)}
            error={problem(upload.file === undefined, t.fileMissing)}
          >
            {(control) => (
              <input
                key={upload.turn}
                {...control}
                className="input cat-file"
                type="file"
                accept={catalog.format === 'csv' ? '.csv,text/csv' : '.json,application/json'}
                onChange={(event) => onChange({ file: event.currentTarget.files?.[0] })}
              />
            )}
          </Field>
        </div>
        {verb.isBusy && <p className="mut">{t.reading}</p>}
      </div>
    </Panel>
  );
}
