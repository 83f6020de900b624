import type { ElementDefinitionSlicing } from 'fhir/r4';
import type { CompileContext, CompiledNode } from './compiled-profile.ts';
import { countCheck } from './count-check.ts';
import { compileMatcher, type Matcher } from './discriminators.ts';
import type { ProfileNode } from './profile-node.ts';
import type { ProfileRun } from './profile-run.ts';
import { at, type Spot } from './spot.ts';

interface Slice {
  readonly name: string;
  readonly matches: Matcher;
  readonly check: CompiledNode;
  readonly count: (count: number, run: ProfileRun) => void;
  readonly inner: SlicesCheck | undefined;
}

/** Looks at all values of one sliced element together. */
export type SlicesCheck = (items: readonly Spot[], run: ProfileRun) => void;

/** Extensions are sliced by their url, and choices by their type, without anybody saying so. */
function slicingOf({ name, element }: ProfileNode): ElementDefinitionSlicing {
  if (element.slicing) return element.slicing;
  if (/^(?:modifierE|e)xtension$/.test(name)) return { rules: 'open', discriminator: [{ type: 'value', path: 'url' }] };
  if (name.endsWith('[x]')) return { rules: 'open', discriminator: [{ type: 'type', path: '$this' }] };
  return { rules: 'open' };
}

/** Puts each value into the first slice it matches, then checks the slices and the rules between them. */
export function compileSlices(node: ProfileNode, context: CompileContext): SlicesCheck {
  const slicing = slicingOf(node);
  const name = node.name.replace('[x]', '');
  const slices = [...node.slices.values()].map((slice): Slice => {
    const check = context.compile(slice, context);
    return {
      name: `${name}:${slice.slice ?? ''}`,
      check,
      matches: compileMatcher(slice, slicing.discriminator ?? [], check, context.library),
      count: countCheck(slice.element, `${name}:${slice.slice ?? ''}`),
      inner: slice.slices.size > 0 ? compileSlices(slice, context) : undefined,
    };
  });
  return (items, run) => {
    const places = items.map((item) => at(run, item, () => slices.findIndex(({ matches }) => matches(item, run))));
    for (const [turn, slice] of slices.entries()) {
      const own = items.filter((_, index) => places[index] === turn);
      slice.count(own.length, run);
      for (const item of own) at(run, item, () => slice.check(item, run));
      slice.inner?.(own, run);
    }
    checkRules(slicing, places, items, run, name);
  };
}

function checkRules(
  { rules, ordered }: ElementDefinitionSlicing,
  places: readonly number[],
  items: readonly Spot[],
  run: ProfileRun,
  name: string,
): void {
  let last = -1;
  let hasForeign = false;
  for (const [index, item] of items.entries()) {
    const place = places[index] ?? -1;
    const isForeign = place < 0;
    if (isForeign && rules === 'closed') at(run, item, () => run.report('unmatchedSlice', { name }));
    const isLate = !isForeign && ((ordered === true && place < last) || (rules === 'openAtEnd' && hasForeign));
    if (isLate) at(run, item, () => run.report('sliceOrder', { name }));
    hasForeign ||= isForeign;
    if (!isForeign) last = Math.max(last, place);
  }
}
