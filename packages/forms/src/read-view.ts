import { type AnswerWords, answerText, vietnamese } from './answer-text.ts';
import { isFilled } from './build-response.ts';
import type { FormView } from './evaluate-form.ts';
import type { FormItem } from './form.ts';
import type { Place } from './skeleton.ts';

/** One line of a filled form to read or to print. */
export interface ReadRow {
  readonly path: string;
  /** how deep below the form */
  readonly level: number;
  readonly label: string;
  /** absent: a heading */
  readonly value?: string;
}

const label = (item: FormItem): string => item.text.replace(/[\s:]+$/, '');

interface Reading {
  readonly view: FormView;
  readonly words: AnswerWords;
}

const rowsOf = (reading: Reading, places: readonly Place[], level: number): ReadRow[] =>
  places.flatMap((place) => {
    const { item } = place;
    if (!reading.view.isEnabled(place) || item.type === 'display' || item.isHidden) return [];
    return item.type === 'group' ? groupRows(reading, place, level) : questionRows(reading, place, level);
  });

function groupRows(reading: Reading, { item, path, rows }: Place, level: number): ReadRow[] {
  const name = label(item);
  return rows.flatMap((row, index) => {
    const below = rowsOf(reading, row, name === '' ? level : level + 1);
    if (below.length === 0 || name === '') return below;
    return [{ path: `${path}:${index}`, level, label: rows.length > 1 ? `${name} ${index + 1}` : name }, ...below];
  });
}

function questionRows(reading: Reading, { item, path, answers, rows }: Place, level: number): ReadRow[] {
  const filled = answers.filter(isFilled);
  if (filled.length === 0) return [];
  const value = filled.map((answer) => answerText(item, answer, reading.words)).join(', ');
  return [{ path, level, label: label(item), value }, ...rows.flatMap((row) => rowsOf(reading, row, level + 1))];
}

/** The filled form as rows: headings of groups, then question and answer; what is hidden or empty is not there. */
export const readRows = (view: FormView, words: AnswerWords = vietnamese): ReadRow[] =>
  rowsOf({ view, words }, view.places, 0);

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Free text speaks for itself; other answers carry the name of their question; a plain “yes” is the name alone. */
function phraseOf({ item, answers }: Place, words: AnswerWords): string[] {
  const filled = answers.filter(isFilled);
  if (filled.length === 0) return [];
  const value = filled.map((answer) => answerText(item, answer, words)).join(', ');
  if (item.type === 'text' || item.text === '') return [value];
  if (filled[0]?.valueBoolean === true) return [item.name];
  if (filled[0]?.valueBoolean === false) return [`${item.name}: ${words.no.toLowerCase()}`];
  return [`${item.name}: ${value}`];
}

/** A part of the filled form as running text, as it stands in a record: `Tuần hoàn: tim đều. Hô hấp: phổi trong.` */
export function proseOf(view: FormView, places: readonly Place[], words: AnswerWords = vietnamese): string {
  const parts = places.flatMap((place) => {
    if (!view.isEnabled(place) || place.item.type === 'display' || place.item.isHidden) return [];
    const below = place.rows.map((row) => proseOf(view, row, words)).filter((text) => text !== '');
    if (place.item.type !== 'group') return [...phraseOf(place, words).map(sentence), ...below];
    if (below.length === 0) return [];
    const name = place.item.name;
    return place.item.text === '' ? below : [`${name}: ${below.join(' ')}`];
  });
  return parts.join(' ');
}
