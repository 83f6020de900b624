import { isOutcomeError } from '@lienmach/ui';
import type { FieldSpec } from './definition-lines.ts';

/** What is wrong with a channel that could not be saved. */
export interface Faults {
  readonly count: number;
  /** by line of the definition, or `id`, `name`, `definition` */
  readonly byLine: Readonly<Record<string, string>>;
  /** that belong to no line */
  readonly others: readonly string[];
}

const none: Faults = { count: 0, byLine: {}, others: [] };

/** A refusal by the lines it is about; a conflict and an unreachable house are no faults of the channel. */
export function faultsOf(error: unknown): Faults {
  if (!isOutcomeError(error) || error.status < 400 || error.status >= 500 || error.status === 412) return none;
  const byLine: Record<string, string> = {};
  const others: string[] = [];
  for (const { expression, text } of error.issues) {
    const [path] = expression;
    if (path === undefined || path === '') others.push(text);
    else byLine[path] = byLine[path] === undefined ? text : `${byLine[path]} ${text}`;
  }
  return { count: error.issues.length, byLine, others };
}

/** Faults that no field of the form shows. */
export const hiddenFaults = ({ byLine, others }: Faults, fields: readonly FieldSpec[]): readonly string[] => [
  ...others,
  ...Object.entries(byLine).flatMap(([path, text]) =>
    path === 'id' || path === 'name' || fields.some((field) => field.path === path) ? [] : [text],
  ),
];
