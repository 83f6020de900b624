import type { QuestionnaireResponseItem } from 'fhir/r4';
import type { Answer, FormItem } from './form.ts';
import { valueIn } from './sdc.ts';
import type { Place } from './skeleton.ts';

/** Does it say anything? Blanks do not. */
export function isFilled(answer: Answer): boolean {
  const value = valueIn(answer);
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}

const trimmed = (answer: Answer): Answer =>
  answer.valueString === undefined ? answer : { ...answer, valueString: answer.valueString.trim() };

const head = ({ linkId, text }: FormItem): QuestionnaireResponseItem => ({ linkId, ...(text === '' ? {} : { text }) });

/** The items of a response as far as they are shown and answered, and which item stands for which row of which place. */
export function responseItems(
  places: readonly Place[],
  isEnabled: (place: Place) => boolean,
  note: (path: string, item: QuestionnaireResponseItem) => void = () => undefined,
): QuestionnaireResponseItem[] {
  return places.flatMap((place) => (isEnabled(place) ? itemsOf(place, isEnabled, note) : []));
}

function itemsOf(
  place: Place,
  isEnabled: (place: Place) => boolean,
  note: (path: string, item: QuestionnaireResponseItem) => void,
): QuestionnaireResponseItem[] {
  const { item, answers, rows, path } = place;
  if (item.type === 'display') return [];
  if (item.type === 'group') {
    return rows.flatMap((row, index) => {
      const below = responseItems(row, isEnabled, note);
      if (below.length === 0) return [];
      const made = { ...head(item), item: below };
      note(`${path}:${index}`, made);
      return [made];
    });
  }
  const answer = answers.flatMap((one, index) => {
    if (!isFilled(one)) return [];
    const below = responseItems(rows[index] ?? [], isEnabled, note);
    return [{ ...trimmed(one), ...(below.length > 0 ? { item: below } : {}) }];
  });
  if (answer.length === 0) return [];
  const made = { ...head(item), answer };
  note(path, made);
  return [made];
}
