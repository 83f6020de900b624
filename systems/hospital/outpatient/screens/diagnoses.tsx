import { codeSystems } from '@lienmach/core';
import {
  CodePicker,
  foldText,
  IconButton,
  matchesWords,
  type RecordClient,
  recordKey,
  StatusChip,
  useRecord,
  useTexts,
  valueIn,
  valuesIn,
} from '@lienmach/ui';
import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconArrowUp, IconX } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import type { OperationOutcomeIssue, Parameters, ValueSet } from 'fhir/r4';
import type { KeyboardEvent } from 'react';
import { checkDiagnoses } from '../rules/check-diagnoses.ts';
import { texts } from './texts.ts';
import { useFavouriteDiseases } from './use-favourite-diseases.ts';
import type { Disease } from './visit-facts.ts';

interface DiagnosesProps {
  readonly diseases: readonly Disease[];
  readonly onChange: (diseases: readonly Disease[]) => void;
  readonly gender: string | undefined;
  readonly isClosed: boolean;
  /** what the server said of a row, by its place: `main.code`, `secondary[0].code` */
  readonly refused: Readonly<Record<string, string>>;
}

type Properties = Readonly<Record<string, string | boolean>>;

async function lookUp({ operation }: RecordClient, code: string) {
  const answer = await operation<Parameters>('$lookup', 'CodeSystem', { system: codeSystems.icd10, code });
  const properties = valuesIn<Parameters>(answer, 'property').map((one) => {
    const value = valueIn<string>(one, 'value') ?? '';
    return [valueIn<string>(one, 'code') ?? '', value === 'true' ? true : value === 'false' ? false : value] as const;
  });
  return { display: valueIn<string>(answer, 'display') ?? '', properties: Object.fromEntries(properties) };
}

/** The rules of the server, already while choosing: same file, same words. */
function useIssues(diseases: readonly Disease[], gender: string | undefined): readonly OperationOutcomeIssue[] {
  const record = useRecord();
  const concepts = useQueries({
    queries: diseases.map(({ code }) => ({
      queryKey: recordKey('CodeSystem', 'lookup', codeSystems.icd10, code),
      queryFn: () => lookUp(record, code),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const known = concepts.map(({ data }) => data);
  if (known.some((one) => one === undefined)) return [];
  return checkDiagnoses(
    diseases.map(({ code }, index) => {
      const concept: { display: string; properties: Properties } | undefined = known[index];
      return { code, ...(concept === undefined ? {} : { concept }) };
    }),
    gender,
    '',
  );
}

const placeOf = (index: number): string => (index === 0 ? 'main.code' : `secondary[${index - 1}].code`);

async function search({ operation }: RecordClient, text: string) {
  const found = await operation<ValueSet>('$expand', 'ValueSet', {
    url: { valueUri: `${codeSystems.icd10}?fhir_vs` },
    filter: text,
    count: 8,
  });
  return (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
}

/** at most so many of one's own codes stand before what the list says */
const FAVOURITES = 3;

/** One's own frequent codes that fit what was typed, marked, then the list. */
async function searchWithMine(record: RecordClient, text: string, mine: readonly Disease[], mark: string) {
  const own = mine
    .filter(({ code, display }) => foldText(code).startsWith(foldText(text)) || matchesWords(display, text))
    .slice(0, FAVOURITES)
    .map((disease) => ({ ...disease, detail: mark }));
  const found = await search(record, text);
  return [...own, ...found.filter(({ code }) => !own.some((one) => one.code === code))];
}

interface RowProps {
  readonly disease: Disease;
  readonly index: number;
  readonly issues: readonly { readonly isStop: boolean; readonly text: string }[];
  readonly isClosed: boolean;
  readonly onMain: () => void;
  readonly onRemove: () => void;
}

function Row({ disease, index, issues, isClosed, onMain, onRemove }: RowProps) {
  const t = useTexts(texts);
  const onKey = (event: KeyboardEvent): void => {
    if (isClosed) return;
    if (event.altKey && event.key === 'ArrowUp' && index > 0) onMain();
    else if (event.key === 'Delete') onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li className="dx" onKeyDown={onKey}>
      <StatusChip tone={index === 0 ? 'info' : 'neutral'} icon={false}>
        {index === 0 ? t.main : t.secondary}
      </StatusChip>
      <b className="n">{disease.code}</b>
      <span className="grow">
        {disease.display}
        {issues.map(({ isStop, text }) => (
          <span key={text} className="dx-issue s" data-stop={isStop || undefined}>
            {isStop ? (
              <IconAlertOctagonFilled size={14} aria-hidden="true" />
            ) : (
              <IconAlertTriangleFilled size={14} aria-hidden="true" />
            )}
            {text}
          </span>
        ))}
      </span>
      {!isClosed && index > 0 && (
        <IconButton icon={IconArrowUp} label={`${t.makeMain}: ${disease.code}`} onClick={onMain} />
      )}
      {!isClosed && <IconButton icon={IconX} label={t.remove(disease.code)} onClick={onRemove} />}
    </li>
  );
}

/** Main disease first, then the others; a warning stands under the row it is about. */
export function Diagnoses({ diseases, onChange, gender, isClosed, refused }: DiagnosesProps) {
  const t = useTexts(texts);
  const record = useRecord();
  const favourites = useFavouriteDiseases();
  const issues = useIssues(diseases, gender);
  const issuesOf = (index: number) => {
    const place = placeOf(index);
    const live = issues
      .filter((issue) => issue.expression?.includes(place))
      .map((issue) => ({ isStop: issue.severity === 'error', text: issue.details?.text ?? '' }));
    const said = refused[place];
    return said === undefined || live.some(({ text }) => foldText(said).includes(foldText(text)))
      ? live
      : [...live, { isStop: true, text: said }];
  };
  const without = (code: string) => diseases.filter((one) => one.code !== code);
  return (
    <section aria-label={t.diagnoses} className="dx-box">
      <ul>
        {diseases.map((disease, index) => (
          <Row
            key={disease.code}
            disease={disease}
            index={index}
            issues={issuesOf(index)}
            isClosed={isClosed}
            onMain={() => onChange([disease, ...without(disease.code)])}
            onRemove={() => onChange(without(disease.code))}
          />
        ))}
      </ul>
      {!isClosed && diseases.length < 13 && (
        <div className="exam-row" data-part="diagnosis">
          <CodePicker
            label={t.diagnoses}
            name="diagnosis"
            value={undefined}
            onChange={(choice) => {
              if (choice && !diseases.some((one) => one.code === choice.code)) {
                onChange([...diseases, { code: choice.code, display: choice.display }]);
              }
            }}
            search={(text) => searchWithMine(record, text, favourites, t.favourite)}
            placeholder={t.diagnosisHint}
            isAdding
          />
        </div>
      )}
    </section>
  );
}
