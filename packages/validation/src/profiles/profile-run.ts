import type { RefusalArguments } from '@lienmach/outcome';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isObject, type Json, type Problem, Run, textOf } from '../run.ts';
import { profileErrors } from './errors.ts';
import type { Spot } from './spot.ts';

const MOST_FINDINGS = 100;
const findings = { ...errors, ...profileErrors };
type AnyProblem = Problem | keyof typeof profileErrors;

export interface CodingFact {
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly code: string;
  readonly display?: string | undefined;
}

/** A binding found on the way; whether the codes are in the value set is asked when the walk is over. */
export interface PendingBinding {
  readonly valueSet: string;
  readonly strength: 'required' | 'extensible' | 'preferred';
  /** one of them must be in the value set; the system is absent where the element is a bare code */
  readonly codings: readonly CodingFact[];
  readonly at: string;
}

/** One resource being held against profiles. */
export class ProfileRun extends Run {
  readonly root: Json;
  readonly pending: PendingBinding[] = [];
  /** pairs of profile and value that are being looked at: definitions and bundles lead back to themselves */
  readonly #busy = new Map<string, Set<unknown>>();

  constructor(root: Json) {
    super();
    this.root = root;
  }

  /** A run that starts where this one stands and keeps its findings to itself. */
  trial(): ProfileRun {
    const run = new ProfileRun(this.root);
    run.path.push(...this.path);
    run.container = this.container;
    for (const [profile, values] of this.#busy) run.#busy.set(profile, new Set(values));
    return run;
  }

  override report(problem: AnyProblem, values: RefusalArguments = {}, below?: string): void {
    this.#add(findings[problem].issue({ ...values, at: this.place(below) }));
  }

  /** A finding with another severity than its declaration has. */
  note(problem: AnyProblem, values: RefusalArguments, severity: OperationOutcomeIssue['severity']): void {
    this.#add({ ...findings[problem].issue({ ...values, at: this.place() }), severity });
  }

  #add(issue: OperationOutcomeIssue): void {
    if (this.issues.length < MOST_FINDINGS) this.issues.push(issue);
    else if (this.issues.length === MOST_FINDINGS) this.issues.push(errors.tooMany.issue({ limit: MOST_FINDINGS }));
  }

  get hasErrors(): boolean {
    return this.issues.some(({ severity }) => severity === 'error' || severity === 'fatal');
  }

  /** Runs `look` unless this value is already being held against this profile. */
  once(profile: string, value: unknown, look: () => void): void {
    const values = this.#busy.get(profile) ?? new Set();
    this.#busy.set(profile, values);
    if (values.has(value)) return;
    values.add(value);
    look();
    values.delete(value);
  }

  /** What a reference leads to inside this resource or Bundle; undefined when it leads outside. */
  resolve(reference: unknown): Spot | undefined {
    const target = textOf(isObject(reference) ? reference.reference : reference);
    if (target === '') return undefined;
    const found = target.startsWith('#') ? this.#contained(target.slice(1)) : this.#entry(target);
    return found && { value: found, type: textOf(found.resourceType), key: 'resolve()' };
  }

  #contained(id: string): Json | undefined {
    const { contained } = this.root;
    if (!Array.isArray(contained)) return undefined;
    return contained.filter(isObject).find((one) => one.id === id);
  }

  #entry(target: string): Json | undefined {
    const { entry } = this.root;
    if (!Array.isArray(entry)) return undefined;
    const isTarget = ({ fullUrl, resource }: Json): boolean =>
      textOf(fullUrl) === target ||
      textOf(fullUrl).endsWith(`/${target}`) ||
      (isObject(resource) && `${textOf(resource.resourceType)}/${textOf(resource.id)}` === target);
    const found = entry.filter(isObject).find(isTarget)?.resource;
    return isObject(found) ? found : undefined;
  }
}

/** The same finding seen through two profiles is told once. */
export function distinct(issues: readonly OperationOutcomeIssue[]): OperationOutcomeIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ severity, expression, details, diagnostics }) => {
    const key = `${severity} ${expression?.[0]} ${details?.coding?.[0]?.code} ${diagnostics}`;
    return !seen.has(key) && seen.add(key);
  });
}
