import type { ElementDefinition } from 'fhir/r4';
import { isObject } from '../run.ts';
import { checkBinding } from './bindings.ts';
import type { CompileContext, CompiledNode, LoadedProfiles } from './compiled-profile.ts';
import type { CompileConstraint } from './constraints.ts';
import { countCheck } from './count-check.ts';
import { contains, equals, namedValue, shown } from './match-value.ts';
import type { ProfileNode } from './profile-node.ts';
import type { ProfileRun } from './profile-run.ts';
import { compileSlices } from './slices.ts';
import { at, type Spot, spotsOf } from './spot.ts';
import { compileTypes } from './types-of-value.ts';

/** Everything the profile says of one element and what lies below it, as one closure. */
export const compileProfile = (
  tree: ProfileNode,
  library: LoadedProfiles,
  constraints: CompileConstraint,
): CompiledNode => all(belowAndOf(tree, { library, constraints, compile: compileNode }));

/** An element below the root, whose type counts too: that of the root is what the definition is about. */
const compileNode = (node: ProfileNode, context: CompileContext): CompiledNode =>
  all([...compileTypes(node, context.library), ...belowAndOf(node, context)]);

const all =
  (checks: readonly CompiledNode[]): CompiledNode =>
  (spot, run) => {
    for (const check of checks) check(spot, run);
  };

function belowAndOf(node: ProfileNode, context: CompileContext): CompiledNode[] {
  const { element } = node;
  return [
    ...compileExpected(element),
    ...compileLimits(element),
    ...(element.binding ? [checkBinding(element.binding)] : []),
    ...(element.constraint ?? []).map((constraint) => context.constraints(element, constraint)),
    ...[...node.children.values()].map((child) => compileChild(child, context)),
  ];
}

/** All values of one child element: how many, each by itself, and how they fall into slices. */
function compileChild(node: ProfileNode, context: CompileContext): CompiledNode {
  const checkItem = compileNode(node, context);
  const checkSlices = node.slices.size > 0 || node.element.slicing ? compileSlices(node, context) : undefined;
  const count = countCheck(node.element, node.name.replace('[x]', ''));
  return (parent, run) => {
    const items = spotsOf(parent, node.name);
    count(items.length, run);
    for (const item of items) at(run, item, () => checkItem(item, run));
    checkSlices?.(items, run);
  };
}

function compileExpected(element: ElementDefinition): CompiledNode[] {
  const [fixed, pattern] = [namedValue(element, 'fixed'), namedValue(element, 'pattern')];
  return [
    ...(fixed === undefined
      ? []
      : [
          (spot: Spot, run: ProfileRun) =>
            equals(spot.value, fixed) || run.report('notFixed', { expected: shown(fixed) }),
        ]),
    ...(pattern === undefined
      ? []
      : [
          (spot: Spot, run: ProfileRun) =>
            contains(spot.value, pattern) || run.report('notPattern', { expected: shown(pattern) }),
        ]),
  ].map((check) => (spot, run) => void check(spot, run));
}

function compileLimits(element: ElementDefinition): CompiledNode[] {
  const { maxLength } = element;
  const [least, most] = [namedValue(element, 'minValue'), namedValue(element, 'maxValue')];
  const checks: CompiledNode[] = [];
  if (maxLength !== undefined)
    checks.push(({ value }, run) => {
      if (typeof value === 'string' && value.length > maxLength) run.report('tooLong', { limit: maxLength });
    });
  if (least !== undefined || most !== undefined)
    checks.push(({ value }, run) => {
      if (isBelow(value, least) || isBelow(most, value))
        run.report('outOfRange', { limit: `${shown(least)}…${shown(most)}` });
    });
  return checks;
}

/** Numbers, dates of the same precision, or quantities of one unit; what cannot be compared is not below. */
function isBelow(value: unknown, limit: unknown): boolean {
  if (typeof value === 'number' && typeof limit === 'number') return value < limit;
  if (typeof value === 'string' && typeof limit === 'string') return value.length === limit.length && value < limit;
  if (!isObject(value) || !isObject(limit)) return false;
  return value.code === limit.code && value.system === limit.system && isBelow(value.value, limit.value);
}
