import { toVnIso } from '@lienmach/core';
import { acceptResponse, compileForm, readRows } from '@lienmach/forms';
import type { Context } from '@lienmach/system-kit';
import type { QuestionnaireResponse } from 'fhir/r4';
import { errors } from '../errors.ts';

/**
 * Question and answer of a synoptic form as they are read, checked against the form as the record has it now; a completed
 * one has all that must be answered.
 *
 * @throws pathology.unknownForm, forms.*
 */
export async function synopticRows(
  ctx: Context,
  response: QuestionnaireResponse | undefined,
  status: 'in-progress' | 'completed',
): Promise<{ readonly label: string; readonly value: string }[]> {
  if (response === undefined) return [];
  const [url = ''] = (response.questionnaire ?? '').split('|');
  const found = url === '' ? undefined : await ctx.store.find('Questionnaire', `url=${encodeURIComponent(url)}`);
  if (found === undefined) throw errors.unknownForm({ at: 'synoptic', detail: url });
  const world = { now: toVnIso(ctx.now()), context: {} };
  const view = acceptResponse(compileForm(found), { ...response, status }, world);
  return readRows(view).flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}
