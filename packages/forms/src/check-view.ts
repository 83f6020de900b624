import type { OperationOutcomeIssue } from 'fhir/r4';
import { isFilled } from './build-response.ts';
import { checkAnswer } from './check-answer.ts';
import { isSameAnswer } from './enable-when.ts';
import { errors } from './errors.ts';
import type { FormView } from './evaluate-form.ts';
import { valueIn } from './sdc.ts';
import type { Place } from './skeleton.ts';

/** One thing to mend, and where on the form it stands. */
export interface PlaceIssue {
  readonly path: string;
  readonly linkId: string;
  /** something is missing, nothing is wrong: it may wait until the form is finished */
  readonly isMissing: boolean;
  readonly issue: OperationOutcomeIssue;
}

const hasContent = (place: Place, isEnabled: FormView['isEnabled']): boolean =>
  isEnabled(place) &&
  (place.answers.some(isFilled) || place.rows.some((row) => row.some((one) => hasContent(one, isEnabled))));

function countIssues(place: Place, filled: number): { issue: OperationOutcomeIssue; isMissing: boolean }[] {
  const { item } = place;
  const { minOccurs, maxOccurs } = item.constraints;
  const values = { name: item.name, at: `QuestionnaireResponse.descendants().where(linkId='${item.linkId}')` };
  const most = item.isRepeating ? maxOccurs : 1;
  if (item.isRequired && filled === 0) return [{ issue: errors.required.issue(values), isMissing: true }];
  if (minOccurs !== undefined && filled < minOccurs && (filled > 0 || item.isRequired)) {
    return [{ issue: errors.tooFew.issue({ ...values, min: minOccurs }), isMissing: true }];
  }
  if (most !== undefined && filled > most)
    return [{ issue: errors.tooMany.issue({ ...values, max: most }), isMissing: false }];
  return [];
}

function exclusiveIssues({ item, answers }: Place): OperationOutcomeIssue[] {
  if (answers.length < 2) return [];
  const alone = item.options.find(
    (option) => option.isExclusive && answers.some((one) => isSameAnswer(valueIn(one), valueIn(option.answer))),
  );
  return alone ? [errors.exclusive.issue({ name: item.name, option: alone.label })] : [];
}

function placeIssues(place: Place, isEnabled: FormView['isEnabled']): PlaceIssue[] {
  const { item, path, answers } = place;
  const of = (issue: OperationOutcomeIssue, isMissing = false): PlaceIssue => ({
    path,
    linkId: item.linkId,
    isMissing,
    issue,
  });
  if (item.type === 'display') return [];
  if (item.type === 'group') {
    const rows = place.rows.filter((row) => row.some((one) => hasContent(one, isEnabled)));
    return countIssues(place, rows.length).map(({ issue, isMissing }) => of(issue, isMissing));
  }
  const filled = answers.filter(isFilled);
  return [
    ...countIssues(place, filled.length).map(({ issue, isMissing }) => of(issue, isMissing)),
    ...filled.flatMap((answer) => checkAnswer(item, answer)).map((issue) => of(issue)),
    ...exclusiveIssues(place).map((issue) => of(issue)),
  ];
}

/** Everything that is wrong or missing among what is shown, in the order of the form. */
export function checkView(view: FormView): PlaceIssue[] {
  const walk = (places: readonly Place[]): PlaceIssue[] =>
    places.flatMap((place) =>
      view.isEnabled(place) ? [...placeIssues(place, view.isEnabled), ...place.rows.flatMap((row) => walk(row))] : [],
    );
  return walk(view.places);
}
