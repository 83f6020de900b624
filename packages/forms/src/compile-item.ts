import type { Coding, QuestionnaireItem, QuestionnaireItemAnswerOption } from 'fhir/r4';
import { errors } from './errors.ts';
import type { Answer, AnswerOption, Constraints, FormItem, Variable } from './form.ts';
import { limits } from './limits.ts';
import { parsePath } from './path/parse.ts';
import { PathError, type Term } from './path/syntax.ts';
import { isSafePattern } from './safe-pattern.ts';
import { allOf, codeIn, type Extended, extensionOf, numberIn, sdc, textIn, valueIn } from './sdc.ts';
import type { Trouble } from './trouble.ts';

const types: ReadonlySet<string> = new Set([
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
]);

/** An expression in our part of FHIRPath; what is not goes to the list of troubles and stays out. */
export function compileExpression(text: string | undefined, linkId: string, trouble: Trouble): Term | undefined {
  if (text === undefined || !trouble.countExpression()) return undefined;
  try {
    return parsePath(text);
  } catch (thrown) {
    if (!(thrown instanceof PathError)) throw thrown;
    const { message, reason } = thrown;
    const at = `Questionnaire.descendants().where(linkId='${linkId}')`;
    trouble.add(
      reason === 'unsupported'
        ? errors.expressionUnsupported.issue({ linkId, what: message, at })
        : errors.expressionUnreadable.issue({ linkId, detail: message, at }),
    );
    return undefined;
  }
}

/** FHIRPath of an Expression extension; another language is a trouble. */
function expressionIn(item: QuestionnaireItem, url: string, trouble: Trouble): Term | undefined {
  const found = allOf(item, url)[0]?.valueExpression;
  if (found === undefined) return undefined;
  if (found.language !== 'text/fhirpath') {
    trouble.add(errors.expressionUnsupported.issue({ linkId: item.linkId, what: found.language }));
    return undefined;
  }
  return compileExpression(found.expression, item.linkId, trouble);
}

export function variablesOf(element: Extended, linkId: string, trouble: Trouble): Variable[] {
  return allOf(element, sdc.variable).flatMap(({ valueExpression }) => {
    const term = compileExpression(valueExpression?.expression, linkId, trouble);
    return term === undefined || valueExpression?.name === undefined ? [] : [{ name: valueExpression.name, term }];
  });
}

function labelOf(answer: Answer): string {
  const { valueCoding, valueReference } = answer;
  if (valueCoding) return valueCoding.display ?? valueCoding.code ?? '';
  if (valueReference) return valueReference.display ?? valueReference.reference ?? '';
  return String(valueIn(answer) ?? '');
}

const scoreOf = (element: Extended | undefined): number | undefined =>
  numberIn(element, sdc.ordinalValue) ?? numberIn(element, sdc.itemWeight);

function optionOf(option: QuestionnaireItemAnswerOption): AnswerOption {
  const { initialSelected, extension, ...answer } = option;
  return {
    answer,
    label: labelOf(answer),
    isExclusive: extensionOf(option, sdc.exclusive) === true,
    isInitial: initialSelected === true,
    score: scoreOf(option) ?? scoreOf(option.valueCoding),
  };
}

const boundOf = (item: QuestionnaireItem, url: string): number | string | undefined => {
  const value = extensionOf(item, url);
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
};

function constraintsOf(item: QuestionnaireItem, trouble: Trouble): Constraints {
  const pattern = textIn(item, sdc.regex);
  if (pattern !== undefined && !isSafePattern(pattern))
    trouble.add(errors.unsafePattern.issue({ linkId: item.linkId }));
  return {
    minOccurs: numberIn(item, sdc.minOccurs),
    maxOccurs: numberIn(item, sdc.maxOccurs),
    minValue: boundOf(item, sdc.minValue),
    maxValue: boundOf(item, sdc.maxValue),
    maxLength: item.maxLength,
    minLength: numberIn(item, sdc.minLength),
    pattern,
    decimals: numberIn(item, sdc.maxDecimalPlaces),
    maxSize: numberIn(item, sdc.maxSize),
    mimeTypes: allOf(item, sdc.mimeType).flatMap(({ valueCode }) => (valueCode === undefined ? [] : [valueCode])),
  };
}

const codingsIn = (item: QuestionnaireItem, url: string): Coding[] =>
  allOf(item, url).flatMap(({ valueCoding }) => (valueCoding === undefined ? [] : [valueCoding]));

function checkItem(item: QuestionnaireItem, trouble: Trouble): void {
  const { linkId, type } = item;
  if (!linkId) trouble.add(errors.linkIdMissing.issue());
  if (!types.has(type)) trouble.add(errors.unknownType.issue({ linkId, type }));
  const hasOptions = (item.answerOption ?? []).length > 0 || item.answerValueSet !== undefined;
  if (type === 'choice' && !hasOptions) trouble.add(errors.optionsMissing.issue({ linkId }));
  if ((item.answerOption ?? []).length > limits.options)
    trouble.add(errors.tooLarge.issue({ what: `${limits.options} lựa chọn` }));
}

/** What an item is called when something is said about it. */
export const nameOf = ({ text = '', linkId }: QuestionnaireItem, above: string): string =>
  text.replace(/[\s:：]+$/, '') || above || linkId;

/** One item with what its extensions say; its children are given. */
export function compileItem(
  item: QuestionnaireItem,
  { chain, name, items }: Pick<FormItem, 'chain' | 'name' | 'items'>,
  trouble: Trouble,
): FormItem {
  checkItem(item, trouble);
  const options = (item.answerOption ?? []).slice(0, limits.options).map(optionOf);
  return {
    linkId: item.linkId,
    type: item.type,
    text: item.text ?? '',
    name,
    prefix: item.prefix,
    codes: item.code ?? [],
    isRequired: item.required ?? false,
    isRepeating: item.repeats ?? false,
    isReadOnly: item.readOnly ?? false,
    isHidden: extensionOf(item, sdc.hidden) === true,
    control: codeIn(item, sdc.itemControl),
    isHorizontal: codeIn(item, sdc.orientation) === 'horizontal',
    units: [...codingsIn(item, sdc.unit), ...codingsIn(item, sdc.unitOption)],
    options,
    valueSet: item.answerValueSet,
    referenceTypes: allOf(item, sdc.referenceResource).flatMap(({ valueCode }) => valueCode ?? []),
    hint: textIn(item, sdc.entryFormat),
    phrase: textIn(item, sdc.phrase),
    constraints: constraintsOf(item, trouble),
    enableWhen: item.enableWhen ?? [],
    isAnyEnough: item.enableBehavior === 'any',
    enabledBy: expressionIn(item, sdc.enableWhenExpression, trouble),
    calculatedBy: expressionIn(item, sdc.calculatedExpression, trouble),
    initialBy: expressionIn(item, sdc.initialExpression, trouble),
    initial: [...(item.initial ?? []), ...options.filter(({ isInitial }) => isInitial).map(({ answer }) => answer)],
    variables: variablesOf(item, item.linkId, trouble),
    chain,
    items,
    source: item,
  };
}
