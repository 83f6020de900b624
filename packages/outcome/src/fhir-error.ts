import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { type IssueType, statusOf } from './issue-type.ts';

/** One refusal as a room declares it: texts may hold `{name}` placeholders. `vi` is for the person, `en` for the developer. */
export interface Refusal {
  readonly issue: IssueType;
  readonly vi: string;
  readonly en: string;
  /** default `error`; `warning` never stops anything by itself */
  readonly severity?: 'error' | 'warning' | 'information';
}

/** What the place of refusal knows: `at` is a FHIRPath expression, `detail` goes to the diagnostics, the rest fills placeholders. */
export interface RefusalArguments {
  readonly at?: string | readonly string[];
  readonly detail?: string | number | undefined;
  readonly [placeholder: string]: unknown;
}

export const OUTCOME_CODES = 'https://lienmach.vn/fhir/CodeSystem/outcome';

/** A refusal that is an answer: it always becomes an OperationOutcome. Anything else thrown is a bug (500, no details outside). */
export class FhirError extends Error {
  readonly outcome: OperationOutcome;

  constructor(issues: readonly OperationOutcomeIssue[]) {
    super(issues.map((issue) => issue.diagnostics ?? issue.details?.text ?? issue.code).join('; '));
    this.name = 'FhirError';
    this.outcome = { resourceType: 'OperationOutcome', issue: [...issues] };
  }

  /** HTTP status of the first issue that is an error. */
  get status(): number {
    const first =
      this.outcome.issue.find((issue) => issue.severity === 'error' || issue.severity === 'fatal') ??
      this.outcome.issue[0];
    return statusOf[first?.code as IssueType] ?? 500;
  }

  /** The same under the name that HTTP frameworks look for: a lost database answers 503 there too. */
  get statusCode(): number {
    return this.status;
  }

  /** `room.code` of the first issue, e.g. `laboratory.notPreliminary`; what tests and screens compare. */
  get code(): string | undefined {
    return this.outcome.issue[0]?.details?.coding?.[0]?.code;
  }
}

const fill = (text: string, values: RefusalArguments): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** One issue from a declared refusal. */
export function issueOf(code: string, refusal: Refusal, values: RefusalArguments = {}): OperationOutcomeIssue {
  const { at = [], detail } = values;
  // an empty place is no place: FHIR has no empty strings
  const places = (typeof at === 'string' ? [at] : at).filter((place) => place !== '');
  const diagnostics = fill(refusal.en, values) + (detail === undefined ? '' : ` (${detail})`);
  return {
    severity: refusal.severity ?? 'error',
    code: refusal.issue,
    details: { coding: [{ system: OUTCOME_CODES, code }], text: fill(refusal.vi, values) },
    diagnostics,
    ...(places.length === 0 ? {} : { expression: places }),
  };
}

/** Many obstacles, one answer: used when everything that is wrong has to be said at once. */
export const combine = (errors: readonly FhirError[]): FhirError =>
  new FhirError(errors.flatMap((error) => error.outcome.issue));

export const isFhirError = (thrown: unknown): thrown is FhirError => thrown instanceof FhirError;
