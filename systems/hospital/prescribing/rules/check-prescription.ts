import { decimalText, type Quantity3 } from '@lienmach/core';
import type { FhirError, RefusalArguments } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import { ageInMonths, CHILD_MONTHS } from './child-months.ts';
import { dayLimit, type PrescribedFor } from './day-limit.ts';
import { type DoseGrid, dailyDose } from './dose-grid.ts';
import type { Drug } from './drug.ts';
import { groupLikeness } from './drug-group.ts';
import { type Ingredient, isSameIngredient, soundsLike } from './same-ingredient.ts';

export interface Line {
  /** FHIRPath of the line in the input */
  readonly at: string;
  readonly drug: Drug;
  readonly grid: DoseGrid;
  readonly days: number;
  /** doses × days, whole units */
  readonly computed: Quantity3;
  /** what will be dispensed */
  readonly quantity: Quantity3;
}

export interface Allergy extends Ingredient {
  /** low criticality or not confirmed: a warning; else a stop */
  readonly isUncertain: boolean;
}

/** A line of an earlier prescription that still runs. */
export interface RunningDrug {
  readonly ingredients: readonly Ingredient[];
  readonly code: string;
  /** last day, as people read it */
  readonly until: string;
}

export interface PrescriptionFacts {
  readonly lines: readonly Line[];
  readonly diagnoses: readonly PrescribedFor[];
  readonly allergies: readonly Allergy[];
  readonly running: readonly RunningDrug[];
  readonly facilityHasBeds: boolean;
  /** undefined when the birth date is unknown */
  readonly birthDate: string | undefined;
  readonly today: string;
  readonly hasWeight: boolean;
  readonly hasAdult: boolean;
}

/** What stands in the way: a stop cannot be overridden, a warning needs a reason. */
export interface Obstacle {
  readonly rule: string;
  readonly level: 'stop' | 'warn';
  /** index in `lines`; absent: the whole prescription */
  readonly line?: number;
  readonly error: FhirError;
}

type Rule = keyof typeof errors;

const obstacle = (level: Obstacle['level'], rule: Rule, values: RefusalArguments, line?: number): Obstacle => ({
  rule,
  level,
  ...(line === undefined ? {} : { line }),
  error: errors[rule](values),
});

/**
 * Everything that stands in the way of this prescription, at once.
 *
 * @source TT 26/2025/TT-BYT, art. 4 and 6, annexes I-III and VII (form and limits); Luật KCB 15/2023/QH15, art. 63 (no supplements); allergy,
 *   double ingredient and running drug as patient-safety rules of our own (secondary)
 */
export function checkPrescription(facts: PrescriptionFacts): Obstacle[] {
  const found = childObstacles(facts);
  facts.lines.forEach((line, index) => {
    found.push(
      ...legalObstacles(line, index, facts),
      ...allergyObstacles(line, index, facts.allergies),
      ...doubleObstacles(line, index, facts),
      ...quantityObstacles(line, index),
    );
  });
  return found;
}

function childObstacles({ birthDate, today, hasWeight, hasAdult }: PrescriptionFacts): Obstacle[] {
  if (birthDate === undefined || ageInMonths(birthDate, today) >= CHILD_MONTHS) return [];
  const at = 'Parameters.parameter';
  return [
    ...(hasWeight ? [] : [obstacle('stop', 'childWithoutWeight', { at: `${at}.where(name='weight')` })]),
    ...(hasAdult ? [] : [obstacle('stop', 'childWithoutAdult', { at: `${at}.where(name='guardian')` })]),
  ];
}

function legalObstacles({ drug, days, grid, at }: Line, index: number, facts: PrescriptionFacts): Obstacle[] {
  const found: Obstacle[] = [];
  const values = { drug: drug.label };
  if (drug.isSupplement) found.push(obstacle('stop', 'supplement', { at: `${at}.drug`, ...values }, index));
  if (drug.type === 'N' && !facts.facilityHasBeds) {
    found.push(obstacle('stop', 'narcoticWithoutBeds', { at: `${at}.drug`, ...values }, index));
  }
  if (dailyDose(grid) === 0n) found.push(obstacle('stop', 'noDose', { at, ...values }, index));
  const limit = dayLimit(drug.type, facts.diagnoses);
  if (days > limit) {
    found.push(obstacle('stop', 'tooManyDays', { at: `${at}.days`, ...values, type: drug.type, limit }, index));
  }
  return found;
}

function allergyObstacles({ drug, at }: Line, index: number, allergies: readonly Allergy[]): Obstacle[] {
  const proven = drug.ingredients.flatMap((ingredient) => {
    const matches = allergies.filter((allergy) => isSameIngredient(allergy, ingredient));
    if (matches.length === 0) return [];
    const isUncertain = matches.every((allergy) => allergy.isUncertain);
    const values = { at: `${at}.drug`, drug: drug.label, ingredient: ingredient.name };
    return [
      isUncertain ? obstacle('warn', 'possibleAllergy', values, index) : obstacle('stop', 'allergy', values, index),
    ];
  });
  if (proven.length > 0) return proven;
  const grouped = groupObstacles({ drug, at }, index, allergies);
  if (grouped.some(({ level }) => level === 'stop')) return grouped;
  const names = [drug.label, ...drug.ingredients.map(({ name }) => name)];
  const similar = allergies.find(({ name }) => soundsLike(name, names));
  // words that name this very drug say more than the group they belong to
  return similar === undefined
    ? grouped
    : [obstacle('warn', 'similarAllergy', { at: `${at}.drug`, drug: drug.label, allergy: similar.name }, index)];
}

/** A stop only where the allergy is sure and coded, the group the same, and the group a strict one; else a question. */
function groupObstacles(
  { drug, at }: Pick<Line, 'drug' | 'at'>,
  index: number,
  allergies: readonly Allergy[],
): Obstacle[] {
  return drug.ingredients.flatMap((ingredient) => {
    const found = allergies.flatMap((allergy) => {
      const likeness = groupLikeness(allergy, ingredient);
      const isSure = !allergy.isUncertain && allergy.code !== undefined;
      return likeness === undefined ? [] : [{ allergy, likeness, isStop: isSure && likeness.isStrict }];
    });
    const worst = found.find(({ isStop }) => isStop) ?? found[0];
    if (worst === undefined) return [];
    const { allergy, likeness, isStop } = worst;
    const values = {
      at: `${at}.drug`,
      drug: drug.label,
      ingredient: ingredient.name,
      allergy: allergy.name,
      group: likeness.group,
    };
    return [isStop ? obstacle('stop', 'groupAllergy', values, index) : obstacle('warn', 'crossAllergy', values, index)];
  });
}

function doubleObstacles({ drug, at }: Line, index: number, facts: PrescriptionFacts): Obstacle[] {
  const found: Obstacle[] = [];
  const isTaken = (ingredient: Ingredient, by: readonly Ingredient[]) =>
    by.some((one) => isSameIngredient(one, ingredient));
  for (const ingredient of drug.ingredients) {
    const values = { at: `${at}.drug`, drug: drug.label, ingredient: ingredient.name };
    const earlier = facts.lines.slice(0, index).some((line) => isTaken(ingredient, line.drug.ingredients));
    if (earlier) found.push(obstacle('warn', 'sameIngredientTwice', values, index));
    const running = facts.running.find((one) => isTaken(ingredient, one.ingredients));
    if (running !== undefined) {
      found.push(obstacle('warn', 'alreadyTaking', { ...values, code: running.code, until: running.until }, index));
    }
  }
  return found;
}

function quantityObstacles({ drug, at, computed, quantity }: Line, index: number): Obstacle[] {
  if (quantity === computed) return [];
  const values = { drug: drug.label, given: decimalText(quantity, 3), computed: decimalText(computed, 3) };
  return [obstacle('warn', 'quantityDiffers', { at: `${at}.quantity`, ...values }, index)];
}
