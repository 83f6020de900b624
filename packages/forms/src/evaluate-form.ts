import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { answersFrom } from './answers-from.ts';
import { isFilled, responseItems } from './build-response.ts';
import { isConditionMet, isSameAnswer } from './enable-when.ts';
import type { Form, FormWorld, Variable } from './form.ts';
import { type FormState, setAnswers } from './form-state.ts';
import { limits } from './limits.ts';
import { evaluatePath } from './path/evaluate.ts';
import { PathError, type Term } from './path/syntax.ts';
import { truth, type Values } from './path/values.ts';
import { valueIn } from './sdc.ts';
import { type Place, placesOf, type Skeleton, skeletonOf } from './skeleton.ts';

/** The form as it stands: what is shown, what formulas gave, and which formulas failed. */
export interface FormView {
  readonly form: Form;
  /** with computed answers in it */
  readonly state: FormState;
  readonly places: readonly Place[];
  readonly isEnabled: (place: Place) => boolean;
  /** items of the response: only what is shown and answered */
  readonly items: readonly QuestionnaireResponseItem[];
  /** linkIds whose formula could not be computed with these answers */
  readonly failed: ReadonlySet<string>;
}

/** One look at the form: the response of the last look is what expressions see. */
class Look {
  readonly #form: Form;
  readonly #world: FormWorld;
  readonly #skeleton: Skeleton;
  readonly #response: QuestionnaireResponse;
  readonly #rowItems: ReadonlyMap<string, QuestionnaireResponseItem>;
  readonly #enabled = new Map<string, boolean>();
  readonly failed = new Set<string>();

  constructor(form: Form, world: FormWorld, skeleton: Skeleton, before: Answered) {
    this.#form = form;
    this.#world = world;
    this.#skeleton = skeleton;
    this.#response = { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: [...before.items] };
    this.#rowItems = before.rowItems;
  }

  /** An expression of an item; what fails is nothing, and is told. */
  compute(term: Term, place: Place | undefined, linkId: string): Values {
    try {
      return this.#run(term, place, 0);
    } catch (thrown) {
      if (!(thrown instanceof PathError)) throw thrown;
      this.failed.add(linkId);
      return [];
    }
  }

  #run(term: Term, place: Place | undefined, depth: number): Values {
    if (depth > 10) throw new PathError('failed', 'variables go round in a circle');
    const row = this.#rowAround(place);
    return evaluatePath(term, {
      focus: [row ?? this.#response],
      now: this.#world.now,
      variable: (name) => this.#variable(name, place, depth),
      score: (coding) => this.#score(coding),
    });
  }

  /** the repeating row around a place; expressions in it begin there, all others at the response */
  #rowAround(place: Place | undefined): QuestionnaireResponseItem | undefined {
    for (let at = place; at?.parent !== undefined; at = at.parent) {
      if (!at.parent.item.isRepeating || at.parent.item.type !== 'group') continue;
      const index = Number.parseInt(at.path.slice(at.parent.path.length + 1), 10);
      return this.#rowItems.get(`${at.parent.path}:${index}`) ?? { linkId: at.parent.item.linkId };
    }
    return undefined;
  }

  #variable(name: string, place: Place | undefined, depth: number): Values {
    if (name === 'resource') return [this.#response];
    if (name === 'questionnaire') return [this.#form.questionnaire];
    if (name === 'context') return place === undefined ? [this.#response] : this.#itemAt(place);
    if (name === 'qitem') return place === undefined ? [] : [place.item.source];
    for (let at = place; at !== undefined; at = at.parent) {
      const found = named(at.item.variables, name);
      if (found) return this.#run(found.term, at, depth + 1);
    }
    const found = named(this.#form.variables, name);
    return found ? this.#run(found.term, undefined, depth + 1) : (this.#world.context[name] ?? []);
  }

  #itemAt(place: Place): Values {
    const found = this.#rowItems.get(place.path) ?? this.#rowItems.get(`${place.path}:0`);
    return found === undefined ? [] : [found];
  }

  #score(coding: unknown): number | undefined {
    for (const { options } of this.#form.byLinkId.values()) {
      const found = options.find(
        ({ answer, score }) => score !== undefined && isSameAnswer(answer.valueCoding, coding),
      );
      if (found) return found.score;
    }
    return undefined;
  }

  /** Shown: so is everything around it, and its own conditions hold. */
  isEnabled = (place: Place): boolean => {
    const known = this.#enabled.get(place.path);
    if (known !== undefined) return known;
    this.#enabled.set(place.path, false);
    const isIt = isBelowAnswer(place) && this.#isAroundEnabled(place) && this.#conditionsHold(place);
    this.#enabled.set(place.path, isIt);
    return isIt;
  };

  #isAroundEnabled({ parent }: Place): boolean {
    return parent === undefined || this.isEnabled(parent);
  }

  #conditionsHold(place: Place): boolean {
    const { enabledBy, enableWhen, isAnyEnough, linkId } = place.item;
    if (enabledBy) return this.#isTrue(enabledBy, place, linkId);
    if (enableWhen.length === 0) return true;
    const holds = (when: (typeof enableWhen)[number]): boolean => {
      const asked = placesOf(this.#form, this.#skeleton, when.question, place.path);
      const answers = asked.filter(this.isEnabled).flatMap((one) => one.answers);
      return isConditionMet(when, answers.filter(isFilled));
    };
    return isAnyEnough ? enableWhen.some(holds) : enableWhen.every(holds);
  }

  #isTrue(term: Term, place: Place, linkId: string): boolean {
    const values = this.compute(term, place, linkId);
    return values.length === 1 && truth(values) === true;
  }

  /** the state with every formula computed anew */
  calculated(state: FormState): FormState {
    let next = state;
    for (const place of this.#skeleton.byPath.values()) {
      const { calculatedBy, linkId } = place.item;
      if (calculatedBy === undefined || !this.isEnabled(place)) continue;
      const answers = answersFrom(this.compute(calculatedBy, place, linkId), place.item);
      if (!isSameList(answers, place.answers)) next = setAnswers(next, place.path, answers);
    }
    return next;
  }
}

/** What hangs below a blank answer is not saved, so it counts for nothing while the form is open either. */
function isBelowAnswer({ parent, path }: Place): boolean {
  if (parent === undefined || parent.item.type === 'group') return true;
  const answer = parent.answers[Number.parseInt(path.slice(parent.path.length + 1), 10)];
  return answer !== undefined && isFilled(answer);
}

interface Answered {
  readonly items: readonly QuestionnaireResponseItem[];
  readonly rowItems: ReadonlyMap<string, QuestionnaireResponseItem>;
}

const named = (variables: readonly Variable[], name: string): Variable | undefined =>
  variables.find((one) => one.name === name);

const isSameList = (a: FormState['answers'][string], b: FormState['answers'][string]): boolean =>
  a.length === b.length &&
  a.every((one, index) => JSON.stringify(valueIn(one)) === JSON.stringify(valueIn(b[index] ?? {})));

function answered(places: readonly Place[], isEnabled: (place: Place) => boolean): Answered {
  const rowItems = new Map<string, QuestionnaireResponseItem>();
  const items = responseItems(places, isEnabled, (path, item) => rowItems.set(path, item));
  return { items, rowItems };
}

/**
 * Shows and hides, computes, and says what the response is. Formulas that feed each other are computed until they rest, or
 * until the rounds are used up; whatever happens, the response holds shown answers only.
 */
export function evaluateForm(form: Form, given: FormState, world: FormWorld): FormView {
  let state = given;
  let skeleton = skeletonOf(form, state);
  let before: Answered = answered(skeleton.places, () => true);
  let look = new Look(form, world, skeleton, before);
  for (let round = 0; round < limits.rounds; round += 1) {
    const next = look.calculated(state);
    const now = answered(skeleton.places, look.isEnabled);
    const isSettled = next === state && JSON.stringify(now.items) === JSON.stringify(before.items);
    if (isSettled) break;
    if (next !== state) skeleton = skeletonOf(form, next);
    state = next;
    before = now;
    look = new Look(form, world, skeleton, before);
  }
  return {
    form,
    state,
    places: skeleton.places,
    isEnabled: look.isEnabled,
    items: answered(skeleton.places, look.isEnabled).items,
    failed: look.failed,
  };
}

/** One expression against the empty form: initial values and what launch contexts give. */
export function evaluateOnce(form: Form, term: Term, linkId: string, world: FormWorld): Values {
  const skeleton = skeletonOf(form, { answers: {}, rows: {} });
  const look = new Look(form, world, skeleton, { items: [], rowItems: new Map() });
  const place = [...skeleton.byPath.values()].find((one) => one.item.linkId === linkId);
  return look.compute(term, place, linkId);
}
