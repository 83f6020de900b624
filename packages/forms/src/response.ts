import type { QuestionnaireResponse, QuestionnaireResponseItem, Reference } from 'fhir/r4';
import type { FormView } from './evaluate-form.ts';
import type { Answer, Form, FormItem } from './form.ts';
import { type FormState, pathOf, rowOf } from './form-state.ts';
import { limits } from './limits.ts';
import { plainNumbers } from './plain-numbers.ts';

/** Whose answers these are. */
export interface ResponseHead {
  readonly status: QuestionnaireResponse['status'];
  readonly subject?: Reference;
  readonly encounter?: Reference;
  readonly author?: Reference;
  /** FHIR dateTime */
  readonly authored?: string;
}

/** `url|version` of the form. */
export function canonicalOf({ questionnaire }: Form): string | undefined {
  const { url, version, id } = questionnaire;
  if (url === undefined) return id === undefined ? undefined : `Questionnaire/${id}`;
  return version === undefined ? url : `${url}|${version}`;
}

/** The response as it is stored: shown answers only, in the order of the form. */
export function toResponse(view: FormView, head: ResponseHead): QuestionnaireResponse {
  const canonical = canonicalOf(view.form);
  return {
    resourceType: 'QuestionnaireResponse',
    ...(canonical === undefined ? {} : { questionnaire: canonical }),
    ...head,
    ...(view.items.length > 0 ? { item: [...view.items] } : {}),
  };
}

const withoutItems = (answer: Answer & { item?: unknown }): Answer => {
  const { item: _, ...own } = answer;
  return own;
};

interface Filling {
  readonly answers: Record<string, readonly Answer[]>;
  readonly rows: Record<string, number>;
}

function fillGroup(item: FormItem, path: string, given: readonly QuestionnaireResponseItem[], into: Filling): void {
  const rows = (item.isRepeating ? given : given.slice(0, 1)).slice(0, limits.rows);
  if (item.isRepeating && rows.length > 0) into.rows[path] = rows.length;
  rows.forEach((row, index) => void fill(item.items, rowOf(path, index), row.item ?? [], into));
}

function fillQuestion(item: FormItem, path: string, given: readonly QuestionnaireResponseItem[], into: Filling): void {
  const answers = given.flatMap(({ answer }) => answer ?? []).slice(0, limits.rows);
  if (answers.length > 0) into.answers[path] = answers.map(withoutItems);
  answers.forEach((answer, index) => void fill(item.items, rowOf(path, index), answer.item ?? [], into));
}

function fill(
  items: readonly FormItem[],
  row: string,
  given: readonly QuestionnaireResponseItem[],
  into: Filling,
): void {
  for (const item of items) {
    const path = pathOf(row, item.linkId);
    const mine = given.filter(({ linkId }) => linkId === item.linkId);
    if (mine.length === 0) continue;
    if (item.type === 'group') fillGroup(item, path, mine, into);
    else fillQuestion(item, path, mine, into);
  }
}

/** What was answered before, ready to go on typing. What does not belong to the form is left out; `checkResponse` says so. */
export function fromResponse(form: Form, response: QuestionnaireResponse): FormState {
  const into: Filling = { answers: {}, rows: {} };
  fill(form.items, '', plainNumbers(response).item ?? [], into);
  return into;
}
