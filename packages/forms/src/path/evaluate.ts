import { limits } from '../limits.ts';
import { functions } from './functions.ts';
import { applyOperator } from './operators.ts';
import { PathError, type Term } from './syntax.ts';
import { isAmount, isObject, isOfType, numberOf, single, type Values } from './values.ts';

/** What an expression may look at. */
export interface PathWorld {
  /** where it begins: the response, or the item it stands on */
  readonly focus: Values;
  /** `%resource`, `%patient`, variables of the form */
  readonly variable: (name: string) => Values;
  /** FHIR dateTime */
  readonly now: string;
  readonly score?: (coding: unknown) => number | undefined;
}

/** elements of R4 that stand under the name of their type: `value` is `valueString`, `valueCoding`, … */
const choices = new Set([
  'value',
  'effective',
  'onset',
  'abatement',
  'occurrence',
  'performed',
  'deceased',
  'medication',
  'answer',
]);

function memberOf(item: unknown, name: string): unknown[] {
  if (!isObject(item)) return [];
  if (Object.hasOwn(item, name)) return [item[name]].flat();
  if (!choices.has(name) || isAmount(item)) return [];
  const typed = Object.keys(item).find(
    (key) => key.length > name.length && key.startsWith(name) && /[A-Z]/.test(key[name.length] ?? ''),
  );
  return typed === undefined ? [] : [item[typed]].flat();
}

interface Scope {
  readonly focus: Values;
  readonly self: Values;
  readonly position: number;
}

/** compare everything with everything */
const squared = new Set(['distinct', 'isDistinct', 'union', 'intersect', 'exclude', '|', '~', '!~']);
/** comparisons, and characters of a text, that cost one step */
const PER_STEP = 64;

class Run {
  readonly #world: PathWorld;
  #steps: number = limits.steps;

  constructor(world: PathWorld) {
    this.#world = world;
  }

  /** @throws PathError failed, tooCostly, unsupported */
  of(term: Term, scope: Scope): Values {
    const values = this.#kind(term, scope);
    let cost = values.length + 1;
    // texts that grow by being joined to themselves cost what they hold
    for (const value of values) if (typeof value === 'string') cost += Math.floor(value.length / PER_STEP);
    this.#pay(cost);
    return values;
  }

  #pay(cost: number): void {
    this.#steps -= cost;
    if (this.#steps < 0) throw new PathError('tooCostly', 'takes too many steps');
  }

  /** before the work is done, not after */
  #payForPairs(name: string, count: number): void {
    if (squared.has(name)) this.#pay(Math.floor((count * count) / PER_STEP));
  }

  #binary({ operator, left, right }: Extract<Term, { kind: 'binary' }>, scope: Scope): Values {
    const [a, b] = [this.of(left, scope), this.of(right, scope)];
    this.#payForPairs(operator, a.length + b.length);
    return applyOperator(operator, a, b);
  }

  #kind(term: Term, scope: Scope): Values {
    switch (term.kind) {
      case 'literal':
        return [term.value];
      case 'empty':
        return [];
      case 'variable':
        return this.#world.variable(term.name);
      case 'this':
        return scope.self;
      case 'position':
        return [scope.position];
      case 'member':
        return this.#member(term, scope);
      case 'call':
        return this.#call(term, scope);
      case 'at':
        return this.of(term.of, scope).slice(...between(numberOf(this.of(term.index, scope))));
      case 'negative':
        return applyOperator('*', this.of(term.of, scope), [-1]);
      case 'binary':
        return this.#binary(term, scope);
      case 'type':
        return this.#type(term, scope);
    }
  }

  #member({ of, name }: Extract<Term, { kind: 'member' }>, scope: Scope): Values {
    if (of !== undefined) return this.of(of, scope).flatMap((item) => memberOf(item, name));
    const isItself = (item: unknown): boolean => isObject(item) && item.resourceType === name;
    if (scope.focus.some(isItself)) return scope.focus.filter(isItself);
    return scope.focus.flatMap((item) => memberOf(item, name));
  }

  #call({ of, name, arguments: given }: Extract<Term, { kind: 'call' }>, scope: Scope): Values {
    const on = of === undefined ? scope.focus : this.of(of, scope);
    const argument = (index: number): Term => {
      const term = given[index];
      if (term === undefined) throw new PathError('failed', `${name}() needs an argument`);
      return term;
    };
    const run = functions[name];
    if (run === undefined) throw new PathError('unsupported', `${name}()`);
    this.#payForPairs(name, on.length);
    return run({
      on,
      count: given.length,
      now: this.#world.now,
      score: this.#world.score ?? (() => undefined),
      value: (index) => this.of(argument(index), scope),
      each: (index, item, position) => this.of(argument(index), { focus: [item], self: [item], position }),
    });
  }

  #type({ operator, of, type }: Extract<Term, { kind: 'type' }>, scope: Scope): Values {
    const values = this.of(of, scope);
    if (operator === 'as') return values.filter((one) => isOfType(one, type));
    const one = single(values);
    return one === undefined ? [] : [isOfType(one, type)];
  }
}

const between = (index: number | undefined): [number, number] =>
  index === undefined || index < 0 ? [0, 0] : [index, index + 1];

/** Evaluates an expression over plain FHIR objects. @throws PathError failed, tooCostly, unsupported */
export const evaluatePath = (term: Term, world: PathWorld): Values =>
  new Run(world).of(term, { focus: world.focus, self: world.focus, position: 0 });
