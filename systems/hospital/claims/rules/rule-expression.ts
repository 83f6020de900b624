/** @source none: which expressions a rule may be, and what they find */
import { evaluatePath, isSafePattern, PathError, type PathTerm, parsePath } from '@lienmach/forms';
import { claimTables } from '../catalogs/claim-tables.ts';
import { errors } from '../errors.ts';
import type { ClaimView, Finding } from './claim-view.ts';
import { type ExpressionWorld, expressionWorld } from './expression-world.ts';

/** A rule of a site stays far below; what lies above is a mistake or an attack. */
const LONGEST = 1000;
/** loops inside loops */
const DEEPEST = 2;
const MOST_TERMS = 200;

/** Functions that keep what they are given small; those that build, repeat or walk everything are left out. */
const allowed = new Set(
  `where select exists empty not all count sum min max avg first last skip take distinct isDistinct iif contains
   startsWith endsWith matches length upper lower trim substring indexOf split toInteger toDecimal toString abs round`.split(
    /\s+/,
  ),
);
const loops = new Set(['where', 'select', 'exists', 'all']);

const childrenOf = (term: PathTerm): readonly PathTerm[] => {
  switch (term.kind) {
    case 'member':
      return term.of === undefined ? [] : [term.of];
    case 'call':
      return [...(term.of === undefined ? [] : [term.of]), ...term.arguments];
    case 'at':
      return [term.of, term.index];
    case 'negative':
    case 'type':
      return [term.of];
    case 'binary':
      return [term.left, term.right];
    default:
      return [];
  }
};

/** What an expression of these tables may not hold; undefined: it may be used. */
class Inspection {
  readonly #tables: ReadonlySet<string>;
  readonly #fields: ReadonlySet<string>;
  #terms = 0;

  constructor(tables: readonly string[]) {
    this.#tables = new Set(tables);
    this.#fields = new Set(
      claimTables.filter(({ code }) => this.#tables.has(code)).flatMap(({ fields }) => fields.map(({ name }) => name)),
    );
  }

  of(term: PathTerm, loop: number): string | undefined {
    this.#terms += 1;
    if (this.#terms > MOST_TERMS) return `quá ${MOST_TERMS} phần`;
    const own = this.#own(term);
    if (own !== undefined) return own;
    const isLoop = term.kind === 'call' && loops.has(term.name) && term.arguments.length > 0;
    if (isLoop && loop >= DEEPEST) return `lồng quá ${DEEPEST} lần`;
    for (const child of childrenOf(term)) {
      const isInside = isLoop && term.arguments.includes(child);
      const found = this.of(child, isInside ? loop + 1 : loop);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #own(term: PathTerm): string | undefined {
    switch (term.kind) {
      case 'member':
        return this.#tables.has(term.name) || this.#fields.has(term.name)
          ? undefined
          : `không có bảng hay trường ${term.name} trong ${[...this.#tables].join(', ')}`;
      case 'variable':
        return term.name === 'age' || this.#tables.has(term.name) ? undefined : `không có %${term.name}`;
      case 'call':
        return this.#call(term);
      case 'type':
        return 'không dùng is, as, ofType';
      default:
        return undefined;
    }
  }

  #call({ name, arguments: given }: Extract<PathTerm, { kind: 'call' }>): string | undefined {
    if (!allowed.has(name)) return `không dùng ${name}()`;
    if (name !== 'matches') return undefined;
    const [pattern] = given;
    const isPlain = pattern?.kind === 'literal' && typeof pattern.value === 'string' && isSafePattern(pattern.value);
    return isPlain ? undefined : 'mẫu ký tự của matches() phải viết sẵn, ngắn, không lặp lồng nhau';
  }
}

/**
 * An expression that is read once and run on any claim.
 *
 * @throws errors.badExpression with what is wrong with it
 */
export function compileExpression(text: string, tables: readonly string[]): PathTerm {
  const at = 'expression';
  if (text.length > LONGEST) throw errors.badExpression({ at, why: `dài quá ${LONGEST} ký tự` });
  try {
    const term = parsePath(text);
    const wrong = new Inspection(tables).of(term, 0);
    if (wrong !== undefined) throw errors.badExpression({ at, why: wrong });
    return term;
  } catch (thrown) {
    if (thrown instanceof PathError) throw errors.badExpression({ at, why: thrown.message });
    throw thrown;
  }
}

/** What an expression said of a claim: where it fires, or that it could not be run on it. */
export type ExpressionAnswer = readonly Finding[] | 'failed';

function findingsIn(values: readonly unknown[], places: ExpressionWorld['places']): ExpressionAnswer {
  if (values.every((value) => places.has(value)))
    return [...new Set(values)].map((value) => ({ where: places.get(value) ?? '' }));
  const [only, ...others] = values;
  if (typeof only !== 'boolean' || others.length > 0) return 'failed';
  return only ? [{ where: 'XML1' }] : [];
}

/** Runs an expression: rows that it answers are where it fires; `true` fires on the whole claim. Never throws, never hangs. */
export function runExpression(term: PathTerm, view: ClaimView): ExpressionAnswer {
  const world = expressionWorld(view);
  try {
    const values = evaluatePath(term, {
      focus: [world.claim],
      variable: (name) => (name === 'age' ? [world.age].flatMap((age) => age ?? []) : (world.claim[name] ?? [])),
      now: view.context.now ?? '',
    });
    return findingsIn(values, world.places);
  } catch (thrown) {
    if (thrown instanceof PathError) return 'failed';
    throw thrown;
  }
}
