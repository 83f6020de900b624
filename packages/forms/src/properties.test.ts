import fc from 'fast-check';
import type { QuestionnaireItem } from 'fhir/r4';
import { expect, test } from 'vitest';
import { acceptResponse } from './accept-response.ts';
import { checkForm, compileForm } from './compile-form.ts';
import { evaluateForm } from './evaluate-form.ts';
import type { Answer, FormItem, FormWorld } from './form.ts';
import type { FormState } from './form-state.ts';
import { pathOf, rowOf } from './form-state.ts';
import { fromResponse, toResponse } from './response.ts';

const world: FormWorld = { now: '2026-03-02T07:30:00+07:00', context: {} };
const types = ['boolean', 'integer', 'string', 'group'] as const;

interface Plan {
  readonly type: (typeof types)[number];
  readonly isRepeating: boolean;
  readonly question: number;
  readonly operator: 'exists' | '=' | '!=' | '>';
  readonly items: readonly Plan[];
}
const plan: fc.Arbitrary<readonly Plan[]> = fc.letrec<{ plans: readonly Plan[] }>((tie) => ({
  plans: fc.array(
    fc.record({
      type: fc.constantFrom(...types),
      isRepeating: fc.boolean(),
      question: fc.integer({ min: -4, max: 8 }),
      operator: fc.constantFrom('exists' as const, '=' as const, '!=' as const, '>' as const),
      items: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), tie('plans')),
    }),
    { maxLength: 4 },
  ),
})).plans;

/** conditions on any item of the form, cycles and all; what the compiler refuses is thrown away by the caller */
function itemsOf(plans: readonly Plan[], count = { value: 0 }): QuestionnaireItem[] {
  return plans.map(({ type, isRepeating, question, operator, items }) => {
    const linkId = `m${count.value}`;
    count.value += 1;
    const answer =
      operator === 'exists'
        ? { answerBoolean: question % 2 === 0 }
        : operator === '>'
          ? { answerInteger: 1 }
          : { answerBoolean: true };
    const below = itemsOf(items, count);
    return {
      linkId,
      type,
      repeats: isRepeating,
      ...(question >= 0 ? { enableWhen: [{ question: `m${question}`, operator, ...answer }] } : {}),
      ...(below.length > 0 ? { item: below } : {}),
    };
  });
}

const values: Readonly<Record<string, fc.Arbitrary<Answer>>> = {
  boolean: fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  integer: fc.integer({ min: 0, max: 3 }).map((valueInteger) => ({ valueInteger })),
  string: fc.constantFrom('', ' ', 'có', ' đau ').map((valueString) => ({ valueString })),
};

function stateOf(items: readonly FormItem[], draw: fc.GeneratorValue): FormState {
  const state: { answers: Record<string, Answer[]>; rows: Record<string, number> } = { answers: {}, rows: {} };
  const walk = (list: readonly FormItem[], row: string): void => {
    for (const item of list) {
      const path = pathOf(row, item.linkId);
      const count = draw(fc.integer, { min: 0, max: item.isRepeating ? 2 : 1 });
      if (item.type === 'group') {
        const rows = item.isRepeating ? Math.max(1, count) : 1;
        if (item.isRepeating) state.rows[path] = rows;
        for (let index = 0; index < rows; index += 1) walk(item.items, rowOf(path, index));
      } else {
        const value = values[item.type];
        const answers = value ? Array.from({ length: count }, () => draw(() => value)) : [];
        state.answers[path] = answers;
        answers.forEach((_, index) => void walk(item.items, rowOf(path, index)));
      }
    }
  };
  walk(items, '');
  return state;
}

test('phiếu ⇄ trạng thái: mở lại rồi lưu lại vẫn là phiếu ấy; không câu ẩn nào lọt vào; máy chủ nhận', () => {
  fc.assert(
    fc.property(plan, fc.gen(), (plans, draw) => {
      const questionnaire = { resourceType: 'Questionnaire' as const, status: 'active' as const, item: itemsOf(plans) };
      fc.pre(checkForm(questionnaire).length === 0);
      const form = compileForm(questionnaire);
      const view = evaluateForm(form, stateOf(form.items, draw), world);
      const saved = toResponse(view, { status: 'in-progress' });
      const again = evaluateForm(form, fromResponse(form, saved), world);
      expect(toResponse(again, { status: 'in-progress' })).toEqual(saved);

      const hidden = new Set<string>();
      const shown = new Set<string>();
      const walk = (places: typeof view.places): void => {
        for (const place of places) {
          (view.isEnabled(place) ? shown : hidden).add(place.item.linkId);
          place.rows.forEach(walk);
        }
      };
      walk(view.places);
      const links = [...JSON.stringify(saved).matchAll(/"linkId":"(m\d+)"/g)].map(([, link]) => link);
      for (const link of links) expect(shown.has(link ?? '')).toBe(true);
      expect(acceptResponse(form, saved, world).items).toEqual(saved.item ?? []);
    }),
    { numRuns: 400 },
  );
});

test('biểu mẫu bất kỳ: hoặc dùng được hoặc nêu rõ vì sao không, và luôn dừng', () => {
  const text = fc.oneof(fc.constantFrom('a', 'b', ''), fc.string({ maxLength: 6 }));
  const item = fc.record(
    {
      linkId: text,
      type: fc.constantFrom('string', 'group', 'choice', 'lạ', 'quantity'),
      text,
      enableWhen: fc.array(
        fc.record({ question: text, operator: fc.constantFrom('=', 'exists', '<', '?'), answerString: text }),
        { maxLength: 2 },
      ),
      extension: fc.array(
        fc.record({
          url: fc.constantFrom(
            'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
            'http://hl7.org/fhir/StructureDefinition/regex',
          ),
          valueExpression: fc.record({ language: fc.constant('text/fhirpath'), expression: text }),
          valueString: text,
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['linkId', 'type'] },
  );
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), (items) => {
      const questionnaire = {
        resourceType: 'Questionnaire' as const,
        status: 'active' as const,
        item: items as QuestionnaireItem[],
      };
      const issues = checkForm(questionnaire);
      for (const issue of issues) expect(issue.details?.text).toBeTruthy();
      if (issues.length === 0) evaluateForm(compileForm(questionnaire), { answers: {}, rows: {} }, world);
    }),
    { numRuns: 400 },
  );
});
