import type { FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';
import type { Obstacle } from './check-prescription.ts';

export interface Override {
  readonly rule: string;
  readonly reason: string;
  /** number of the line from 1; absent: every line where the rule fired */
  readonly line?: number | undefined;
}

export interface OverriddenObstacle extends Obstacle {
  readonly reason: string;
}

const MIN_REASON = 10;

/**
 * Warnings with a reason pass and are kept; everything else still stands.
 *
 * An override that names a stop, or a rule that did not fire, is itself refused: a screen that sends blanket overrides
 * would make reasons worthless.
 *
 * @source own choice, after the alert practice of our interface design: a warning needs a reason of at least 10 letters (unsure)
 */
export function applyOverrides(
  obstacles: readonly Obstacle[],
  overrides: readonly Override[],
): { readonly standing: readonly FhirError[]; readonly overridden: readonly OverriddenObstacle[] } {
  const standing: FhirError[] = [];
  const overridden: OverriddenObstacle[] = [];
  const matches = (override: Override, obstacle: Obstacle) =>
    obstacle.level === 'warn' &&
    override.rule === obstacle.rule &&
    (override.line === undefined || override.line - 1 === obstacle.line);
  for (const obstacle of obstacles) {
    const override = overrides.find((one) => matches(one, obstacle));
    if (override === undefined) standing.push(obstacle.error);
    else overridden.push({ ...obstacle, reason: override.reason.trim() });
  }
  overrides.forEach((override, index) => {
    const at = `Parameters.parameter.where(name='override')[${index}]`;
    if (override.reason.trim().length < MIN_REASON) standing.push(errors.emptyReason({ at: `${at}.reason` }));
    if (!obstacles.some((obstacle) => matches(override, obstacle))) {
      standing.push(errors.notOverridable({ at: `${at}.rule`, rule: override.rule }));
    }
  });
  return { standing, overridden };
}
