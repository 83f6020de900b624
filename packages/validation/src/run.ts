import type { RefusalArguments } from '@lienmach/outcome';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors } from './errors.ts';

const MOST_ISSUES = 50;
const MOST_LEVELS = 100;

export type Json = { readonly [name: string]: unknown };
export type Problem = keyof typeof errors;

/** Values come from a parser, so an object is an object; a raw JSON number shows itself by its odd property. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string, or nothing: `String(…)` fails on objects that hide their `toString`. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The resource around the place that is being looked at: where `#id` points, and who pointed. */
export interface Container {
  readonly contained: ReadonlyMap<string, string>;
  readonly used: Set<string>;
}

/** One resource being checked: where we are, and what was wrong so far. The path is only put together for an issue. */
export class Run {
  readonly issues: OperationOutcomeIssue[] = [];
  readonly path: (string | number)[] = [];
  container: Container = { contained: new Map(), used: new Set() };
  private level = 0;

  report(problem: Problem, values: RefusalArguments = {}, below?: string): void {
    if (this.issues.length > MOST_ISSUES) return;
    const issue =
      this.issues.length === MOST_ISSUES
        ? errors.tooMany.issue({ limit: MOST_ISSUES })
        : errors[problem].issue({ ...values, at: this.place(below) });
    this.issues.push(issue);
  }

  /** @returns false when there are too many levels; then `leave` must not be called */
  enter(): boolean {
    if (this.level >= MOST_LEVELS) {
      this.report('tooDeep', { limit: MOST_LEVELS });
      return false;
    }
    this.level += 1;
    return true;
  }

  leave(): void {
    this.level -= 1;
  }

  /** where we are, as FHIRPath */
  place(below?: string): string {
    const steps = below === undefined ? this.path : [...this.path, below];
    return steps.reduce<string>((text, step) => {
      if (typeof step === 'number') return `${text}[${step}]`;
      return text === '' ? step.slice(0, 64) : `${text}.${step.slice(0, 64)}`;
    }, '');
  }
}
