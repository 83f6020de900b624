import type { Operation } from '@lienmach/system-kit';
import type { QuestionnaireResponse } from 'fhir/r4';
import { errors } from '../errors.ts';
import { filledFormEntries } from '../rules/filled-form.ts';
import { takeForm } from './read-form.ts';
import { readOpenVisit } from './read-open-visit.ts';

export interface FormInput {
  readonly response: QuestionnaireResponse;
}

/** POST Encounter/{id}/$record-form: any form of the house filled in for a visit; with its id it replaces what was saved before. */
export const recordForm: Operation<FormInput, QuestionnaireResponse> = {
  definition: {
    code: 'record-form',
    title: { vi: 'Ghi biểu mẫu', en: 'Record form' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'response', use: 'in', min: 1, max: '1', type: 'QuestionnaireResponse' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'QuestionnaireResponse' },
    ],
    allow: ['doctor', 'nurse'],
  },
  async run(ctx, id, { response }) {
    const visit = await readOpenVisit(ctx, id);
    const known = response.id === undefined ? undefined : await ctx.store.read('QuestionnaireResponse', response.id);
    const isOther = known !== undefined && known.encounter?.reference !== `Encounter/${id}`;
    if (isOther || known?.identifier !== undefined)
      throw errors.formOfOtherVisit({ at: 'response.id', detail: response.id });
    if (known?.status === 'completed' && response.status !== 'completed')
      throw errors.formCompleted({ at: 'response.status' });
    const filled = await takeForm(ctx, visit, response, known);
    if (filled.view.items.length === 0) throw errors.formEmpty({ at: 'response.item' });
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: filledFormEntries({ ...filled, isExamination: false }),
    });
    const saved = written.find((one) => one.resourceType === 'QuestionnaireResponse');
    if (saved === undefined) throw new TypeError('the store answered a transaction without its resource');
    return saved;
  },
};
