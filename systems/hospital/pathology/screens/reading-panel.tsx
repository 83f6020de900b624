import { CodePicker, IconButton, matchesWords, Panel, SelectField, TextArea, useTexts } from '@lienmach/ui';
import { IconX } from '@tabler/icons-react';
import { adequacies } from '../catalogs/cytology-categories.ts';
import { diagnoses, diagnosisOf } from '../catalogs/diagnoses.ts';
import { serviceOf } from '../catalogs/pathology-services.ts';
import { categoryTableOn } from '../rules/category-table.ts';
import { SynopticPart } from './synoptic-part.tsx';
import { texts } from './texts.ts';
import type { ReadingDraft, ShownCase } from './use-case.ts';

interface ReadingPanelProps {
  readonly sheet: ShownCase;
  readonly draft: ReadingDraft;
  readonly canWrite: boolean;
  readonly onChange: (draft: ReadingDraft) => void;
}

function Codes({ draft, canWrite, onChange }: ReadingPanelProps) {
  const t = useTexts(texts);
  return (
    <div className="case-codes">
      {canWrite && (
        <CodePicker
          label={t.addCode}
          value={undefined}
          placeholder={t.addCodeHint}
          isAdding
          isCodeHidden
          search={async (text) =>
            diagnoses
              .filter(({ name, code }) => matchesWords(name, text) && !draft.codes.includes(code))
              .map(({ code, name, morphology }) => ({ code, display: name, detail: morphology ?? '' }))
          }
          onChange={(choice) => {
            if (choice === undefined) return;
            const words = draft.diagnosis === '' ? choice.display : draft.diagnosis;
            onChange({ ...draft, codes: [...draft.codes, choice.code], diagnosis: words });
          }}
        />
      )}
      {draft.codes.length > 0 && (
        <ul className="case-code-list">
          {draft.codes.map((code) => {
            const found = diagnosisOf(code);
            return (
              <li key={code}>
                <span className="grow">{found?.name ?? code}</span>
                <span className="s n sec">{found?.morphology}</span>
                {canWrite && (
                  <IconButton
                    icon={IconX}
                    label={t.remove(found?.name ?? code)}
                    onClick={() => onChange({ ...draft, codes: draft.codes.filter((one) => one !== code) })}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function CytologyFields({ sheet, draft, canWrite, onChange }: ReadingPanelProps) {
  const t = useTexts(texts);
  const scheme = serviceOf(sheet.service)?.scheme;
  const table = scheme === undefined ? undefined : categoryTableOn(scheme, sheet.receivedAt.slice(0, 10));
  return (
    <div className="case-cytology">
      <SelectField
        label={t.adequacy}
        name="adequacy"
        value={draft.adequacy}
        isDisabled={!canWrite}
        placeholder={t.notChosen}
        options={adequacies.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(adequacy) => onChange({ ...draft, adequacy })}
      />
      {table !== undefined && (
        <SelectField
          label={`${t.category} (${table.name})`}
          name="category"
          value={draft.category}
          isDisabled={!canWrite}
          placeholder={t.notChosen}
          options={table.categories.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(category) => onChange({ ...draft, category })}
        />
      )}
    </div>
  );
}

/** What is read: microscopy, categories of a smear, diagnosis with its codes, the elements of a tumour. */
export function ReadingPanel(props: ReadingPanelProps) {
  const t = useTexts(texts);
  const { sheet, draft, canWrite, onChange } = props;
  return (
    <Panel title={t.reading}>
      <div className="stack">
        {sheet.kind === 'frozen' && (
          <TextArea
            label={t.frozen}
            name="frozen"
            rows={2}
            value={draft.frozen}
            isDisabled={!canWrite}
            onChange={(frozen) => onChange({ ...draft, frozen })}
          />
        )}
        <TextArea
          label={t.microscopy}
          name="microscopy"
          rows={3}
          value={draft.microscopy}
          isDisabled={!canWrite}
          onChange={(microscopy) => onChange({ ...draft, microscopy })}
        />
        {sheet.kind === 'cytology' && <CytologyFields {...props} />}
        <Codes {...props} />
        <TextArea
          label={t.diagnosis}
          name="diagnosis"
          rows={2}
          value={draft.diagnosis}
          isDisabled={!canWrite}
          onChange={(diagnosis) => onChange({ ...draft, diagnosis })}
        />
        {sheet.kind === 'histology' && (
          <SynopticPart
            value={draft.synoptic}
            isDisabled={!canWrite}
            onChange={(synoptic) => onChange({ ...draft, synoptic })}
          />
        )}
      </div>
    </Panel>
  );
}
