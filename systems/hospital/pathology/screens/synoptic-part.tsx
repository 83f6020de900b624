import { compileForm, emptyState, evaluateForm, type FormState, fromResponse, toResponse } from '@lienmach/forms';
import { FormPage, useFilling } from '@lienmach/forms/react';
import { fhirNow, SelectField, useSearch, useTexts } from '@lienmach/ui';
import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { useMemo, useState } from 'react';
import { texts } from './texts.ts';

interface SynopticPartProps {
  readonly value: QuestionnaireResponse | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (value: QuestionnaireResponse | undefined) => void;
}

interface OpenFormProps extends SynopticPartProps {
  readonly questionnaire: Questionnaire;
}

function OpenForm({ questionnaire, value, isDisabled, onChange }: OpenFormProps) {
  const form = useMemo(() => compileForm(questionnaire), [questionnaire]);
  const [now] = useState(() => fhirNow());
  const world = useMemo(() => ({ now, context: {} }), [now]);
  const [state, setState] = useState(() => (value === undefined ? emptyState : fromResponse(form, value)));
  const change = (next: FormState): void => {
    setState(next);
    onChange(toResponse(evaluateForm(form, next, world), { status: 'in-progress' }));
  };
  const filling = useFilling({ form, state, world, isDisabled, onChange: change });
  return <FormPage filling={filling} label={questionnaire.title ?? ''} />;
}

/** Elements of a tumour report, by the form that was chosen. */
export function SynopticPart(props: SynopticPartProps) {
  const t = useTexts(texts);
  const { value, isDisabled, onChange } = props;
  const found = useSearch('Questionnaire', { status: 'active', name: 'gpb_', _count: 50 });
  const forms = found.data?.items ?? [];
  const url = value?.questionnaire?.split('|')[0] ?? '';
  const chosen = forms.find((one) => one.url === url);
  return (
    <>
      <SelectField
        label={t.synoptic}
        name="synoptic"
        value={url}
        isDisabled={isDisabled}
        placeholder={t.noSynoptic}
        options={forms.map((one) => ({ value: one.url ?? '', label: one.title ?? '' }))}
        onChange={(next) =>
          onChange(
            next === ''
              ? undefined
              : { resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire: next },
          )
        }
      />
      {chosen !== undefined && <OpenForm key={url} {...props} questionnaire={chosen} />}
    </>
  );
}
