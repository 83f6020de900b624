import { FhirError } from '@lienmach/outcome';
import type { OperationOutcomeIssue, Questionnaire, QuestionnaireItem } from 'fhir/r4';
import { compileItem, nameOf, variablesOf } from './compile-item.ts';
import { withContainedOptions } from './contained-options.ts';
import { errors } from './errors.ts';
import type { Form, FormItem } from './form.ts';
import { limits } from './limits.ts';
import { plainNumbers } from './plain-numbers.ts';
import { Trouble } from './trouble.ts';

interface Above {
  readonly chain: readonly string[];
  readonly name: string;
}

function compileItems(items: readonly QuestionnaireItem[], above: Above, trouble: Trouble): FormItem[] {
  if (above.chain.length >= limits.depth) {
    if (items.length > 0) trouble.add(errors.tooLarge.issue({ what: `${limits.depth} tầng` }));
    return [];
  }
  return items.flatMap((item) => {
    if (!trouble.countItem()) return [];
    const here: Above = { chain: [...above.chain, item.linkId], name: nameOf(item, above.name) };
    return [compileItem(item, { ...here, items: compileItems(item.item ?? [], here, trouble) }, trouble)];
  });
}

function indexOf(items: readonly FormItem[], trouble: Trouble): Map<string, FormItem> {
  const found = new Map<string, FormItem>();
  const walk = (item: FormItem): void => {
    if (found.has(item.linkId)) trouble.add(errors.linkIdTwice.issue({ linkId: item.linkId }));
    found.set(item.linkId, item);
    item.items.forEach(walk);
  };
  items.forEach(walk);
  return found;
}

/** An item that shows itself only when it is shown: what stands on questions, parents included, must not come back. */
function findCycles(byLinkId: ReadonlyMap<string, FormItem>, trouble: Trouble): void {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (linkId: string): void => {
    const item = byLinkId.get(linkId);
    if (item === undefined || state.get(linkId) === 'done') return;
    if (state.get(linkId) === 'open') {
      trouble.add(errors.cycle.issue({ linkId }));
      return;
    }
    state.set(linkId, 'open');
    const parent = item.chain.at(-2);
    for (const next of [
      ...item.enableWhen.map(({ question }) => question),
      ...(parent === undefined ? [] : [parent]),
    ]) {
      visit(next);
    }
    state.set(linkId, 'done');
  };
  for (const linkId of byLinkId.keys()) visit(linkId);
}

function findUnknown(byLinkId: ReadonlyMap<string, FormItem>, trouble: Trouble): void {
  for (const { linkId, enableWhen } of byLinkId.values()) {
    for (const { question } of enableWhen) {
      if (!byLinkId.has(question)) trouble.add(errors.unknownQuestion.issue({ linkId, question }));
    }
  }
}

function read(given: Questionnaire): { readonly form: Form; readonly issues: readonly OperationOutcomeIssue[] } {
  const questionnaire = withContainedOptions(plainNumbers(given));
  const trouble = new Trouble();
  const items = compileItems(questionnaire.item ?? [], { chain: [], name: '' }, trouble);
  const byLinkId = indexOf(items, trouble);
  findUnknown(byLinkId, trouble);
  findCycles(byLinkId, trouble);
  const variables = variablesOf(questionnaire, 'Questionnaire', trouble);
  return { form: { questionnaire, items, byLinkId, variables }, issues: trouble.issues };
}

/** Everything that keeps this Questionnaire from being filled in here; empty: nothing. */
export const checkForm = (questionnaire: Questionnaire): readonly OperationOutcomeIssue[] => read(questionnaire).issues;

/** Reads a Questionnaire whole, before anybody types into it. @throws FhirError with every trouble, at most fifty */
export function compileForm(questionnaire: Questionnaire): Form {
  const { form, issues } = read(questionnaire);
  if (issues.length > 0) throw new FhirError(issues);
  return form;
}
