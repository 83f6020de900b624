import type { Questionnaire, QuestionnaireItem, QuestionnaireItemAnswerOption, ValueSet } from 'fhir/r4';

function optionsOf({ expansion, compose }: ValueSet): QuestionnaireItemAnswerOption[] {
  const expanded = (expansion?.contains ?? []).map(({ system, code, display }) => ({ system, code, display }));
  const listed = (compose?.include ?? []).flatMap(({ system, concept = [] }) =>
    concept.map(({ code, display }) => ({ system, code, display })),
  );
  return (expanded.length > 0 ? expanded : listed).map(({ system, code, display }) => ({
    valueCoding: { ...(system ? { system } : {}), ...(code ? { code } : {}), ...(display ? { display } : {}) },
  }));
}

const isValueSet = (one: { readonly resourceType: string }): one is ValueSet => one.resourceType === 'ValueSet';

/** The same form with the value sets that it carries inside written out as options. */
export function withContainedOptions(questionnaire: Questionnaire): Questionnaire {
  const sets = new Map<string, ValueSet>();
  for (const one of questionnaire.contained ?? []) if (isValueSet(one)) sets.set(`#${one.id}`, one);
  if (sets.size === 0) return questionnaire;
  const written = (item: QuestionnaireItem): QuestionnaireItem => {
    const set = sets.get(item.answerValueSet ?? '');
    const below = item.item === undefined ? {} : { item: item.item.map(written) };
    if (set === undefined) return { ...item, ...below };
    const { answerValueSet: _, ...rest } = item;
    return { ...rest, answerOption: optionsOf(set), ...below };
  };
  return { ...questionnaire, ...(questionnaire.item ? { item: questionnaire.item.map(written) } : {}) };
}
