import { fold } from '../fold.ts';
import { typePlan } from '../index-plan.ts';
import type { ResourceType } from '../store-contract.ts';
import { compilePath, type ValuePath, visitPath } from './compile-path.ts';
import { placeOf } from './element-types.ts';
import { keyText, LONGEST_TEXT } from './key-text.ts';
import { listOf, nodeOf, textOf } from './values.ts';

const NOT_A_WORD = /[^\p{L}\p{N}]+/u;
const TAG = /<[^>]*>/g;
const ENTITY = /&#?\w{1,8};/g;
const LONGEST_WORD = 60;
const MOST_WORDS = 5000;

/** Distinct words, folded: letters and figures only, so that they need no escaping anywhere. */
export function wordsIn(text: string): string[] {
  const words = fold(text).split(NOT_A_WORD);
  return [...new Set(words.filter((word) => word !== '').map((word) => word.slice(0, LONGEST_WORD)))];
}

export interface ResourceWords {
  readonly narrative: readonly string[];
  readonly content: readonly string[];
}

/** Words of the narrative, and of every value of the resource with its narrative. */
export function resourceWords(resource: Readonly<Record<string, unknown>>): ResourceWords {
  const { text, ...rest } = resource;
  const shown = String(nodeOf(text).div ?? '')
    .replace(TAG, ' ')
    .replace(ENTITY, ' ');
  const said: string[] = [shown];
  collect(rest, said);
  return { narrative: wordsIn(shown).slice(0, MOST_WORDS), content: wordsIn(said.join(' ')).slice(0, MOST_WORDS) };
}

function collect(value: unknown, said: string[]): void {
  if (typeof value === 'string') said.push(value);
  else if (typeof value === 'number') said.push(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, said);
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) collect(item, said);
}

export interface Label {
  readonly param: number;
  readonly folded: string;
}

interface Labelled {
  readonly param: number;
  readonly path: ValuePath;
}

const compiled = new Map<ResourceType, readonly Labelled[]>();

/** Types whose values have a text beside their code. */
const named = new Set(['CodeableConcept', 'Coding', 'Identifier']);

function labelledOf(type: ResourceType): readonly Labelled[] {
  let list = compiled.get(type);
  if (!list) {
    const sources = typePlan(type).rows.filter(({ table, branches }) => table === 'token' && !branches.some(isTest));
    list = sources.flatMap(({ number, branches }) =>
      branches
        .flatMap((branch) => compilePath(placeOf(type), branch.slice(type.length + 1)))
        .filter(({ place }) => named.has(place.type))
        .map((path) => ({ param: number, path })),
    );
    compiled.set(type, list);
  }
  return list;
}

/** `Patient.deceased.exists() and …` */
const isTest = (branch: string): boolean => branch.includes('exists()');

/** What a code is called where it stands: text and names of a concept, the kind of an identifier. */
export function resourceLabels(type: ResourceType, resource: Readonly<Record<string, unknown>>): Label[] {
  const labels = new Map<string, Label>();
  for (const { param, path } of labelledOf(type)) {
    visitPath(resource, path.steps, (value) => {
      for (const text of labelsOf(path.place.type, nodeOf(value))) {
        const folded = fold(keyText(text.trim(), LONGEST_TEXT));
        if (folded !== '') labels.set(`${param} ${folded}`, { param, folded });
      }
    });
  }
  return [...labels.values()];
}

function labelsOf(type: string, node: Readonly<Record<string, unknown>>): string[] {
  if (type === 'Identifier') return [textOf(nodeOf(node.type).text) ?? ''];
  if (type === 'Coding') return [textOf(node.display) ?? ''];
  return [textOf(node.text) ?? '', ...listOf(node.coding).map((one) => textOf(nodeOf(one).display) ?? '')];
}
