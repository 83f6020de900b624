import { FhirError } from '@lienmach/outcome';
import type { OperationOutcomeIssue, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { hasRightType } from './check-answer.ts';
import { checkView } from './check-view.ts';
import { errors } from './errors.ts';
import { evaluateForm, type FormView } from './evaluate-form.ts';
import type { Form, FormItem, FormWorld } from './form.ts';
import { limits } from './limits.ts';
import { plainNumbers } from './plain-numbers.ts';
import { canonicalOf, fromResponse } from './response.ts';

const placeOf = (linkId: string): string => `QuestionnaireResponse.descendants().where(linkId='${linkId}')`;

const hasWrongShape = (item: FormItem, { answer = [], item: below = [] }: QuestionnaireResponseItem): boolean =>
  item.type === 'group' ? answer.length > 0 : below.length > 0 || answer.some((one) => !hasRightType(item, one));

/** Items that the form does not have at this place, answers of a foreign kind, more than may stand there. */
function shapeIssues(items: readonly FormItem[], given: readonly QuestionnaireResponseItem[]): OperationOutcomeIssue[] {
  return given.flatMap((one) => {
    const item = items.find(({ linkId }) => linkId === one.linkId);
    const at = placeOf(one.linkId);
    if (item === undefined) return [errors.unknownItem.issue({ linkId: one.linkId, at })];
    const name = item.name;
    if (hasWrongShape(item, one)) return [errors.wrongType.issue({ name, at })];
    const twice = given.filter(({ linkId }) => linkId === one.linkId).length;
    const most = item.type === 'group' && item.isRepeating ? limits.rows : 1;
    const answers = one.answer ?? [];
    if (twice > most || answers.length > limits.rows) return [errors.tooMany.issue({ name, max: most, at })];
    const below = [one.item ?? [], ...answers.map((answer) => answer.item ?? [])];
    return below.flatMap((row) => shapeIssues(item.items, row));
  });
}

function answeredLinks(items: readonly QuestionnaireResponseItem[], into = new Set<string>()): Set<string> {
  for (const { linkId, answer, item } of items) {
    if ((answer ?? []).length > 0) into.add(linkId);
    answeredLinks(item ?? [], into);
    for (const one of answer ?? []) answeredLinks(one.item ?? [], into);
  }
  return into;
}

function hiddenIssues(
  form: Form,
  given: readonly QuestionnaireResponseItem[],
  view: FormView,
): OperationOutcomeIssue[] {
  const shown = answeredLinks(view.items);
  return [...answeredLinks(given)].flatMap((linkId) => {
    const item = form.byLinkId.get(linkId);
    if (item === undefined || shown.has(linkId) || item.calculatedBy !== undefined) return [];
    return [errors.hiddenAnswered.issue({ name: item.name, at: placeOf(linkId) })];
  });
}

/**
 * What a server does with a response that comes in: every item must be of the form, shown, of its kind and within its
 * constraints; computed answers are computed again. What is missing counts only when the form is said to be completed.
 *
 * @throws FhirError with everything that is wrong
 */
export function acceptResponse(form: Form, given: QuestionnaireResponse, world: FormWorld): FormView {
  const response = plainNumbers(given);
  const wanted = canonicalOf(form);
  const isOther =
    response.questionnaire !== undefined && response.questionnaire.split('|')[0] !== wanted?.split('|')[0];
  if (isOther) throw errors.otherForm({ at: 'QuestionnaireResponse.questionnaire', detail: response.questionnaire });
  const items = response.item ?? [];
  const shape = shapeIssues(form.items, items);
  if (shape.length > 0) throw new FhirError(shape.slice(0, 50));
  const view = evaluateForm(form, fromResponse(form, response), world);
  const isFinal = response.status === 'completed' || response.status === 'amended';
  const issues = [
    ...hiddenIssues(form, items, view),
    ...checkView(view)
      .filter(({ isMissing }) => isFinal || !isMissing)
      .map(({ issue }) => issue),
  ];
  if (issues.length > 0) throw new FhirError(issues.slice(0, 50));
  return view;
}
