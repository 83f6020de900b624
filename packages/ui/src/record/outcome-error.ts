import type { FhirResource, OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';

/** One reason of a refusal, ready to be shown. */
export interface Reason {
  readonly severity: OperationOutcomeIssue['severity'];
  /** `room.reason`, stable */
  readonly code: string;
  /** a sentence for the person */
  readonly text: string;
  /** FHIRPath of the field it is about */
  readonly expression: readonly string[];
}

const reasonOf = (issue: OperationOutcomeIssue): Reason => ({
  severity: issue.severity,
  code: issue.details?.coding?.[0]?.code ?? issue.code,
  text: issue.details?.text ?? issue.diagnostics ?? issue.code,
  expression: issue.expression ?? [],
});

/** What the server refused, with every reason at once. Status 0: it could not be reached. */
export class OutcomeError extends Error {
  readonly status: number;
  readonly issues: readonly Reason[];
  /** 412: what was to be saved, and what stands in the record now */
  readonly conflict: { readonly mine: FhirResource; readonly theirs: FhirResource } | undefined;

  constructor(status: number, outcome: OperationOutcome | undefined, conflict?: OutcomeError['conflict']) {
    const issues = (outcome?.issue ?? []).map(reasonOf);
    super(issues.map((issue) => issue.text).join(' ') || `HTTP ${status}`);
    this.name = 'OutcomeError';
    this.status = status;
    this.issues = issues;
    this.conflict = conflict;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }

  /**
   * Reasons by field. `fields` maps your field names to the ends of FHIRPath expressions:
   * `{ phone: 'phone', birth: 'Patient.birthDate' }`; what fits no field stays under `''`.
   */
  fieldErrors<Name extends string>(fields: Readonly<Record<Name, string>>): Partial<Record<Name | '', string>> {
    const found: Partial<Record<Name | '', string>> = {};
    const names = Object.entries<string>(fields) as [Name, string][];
    for (const issue of this.issues) {
      const name = names.find(([, path]) => issue.expression.some((one) => endsWithPath(one, path)))?.[0] ?? '';
      found[name] = found[name] === undefined ? issue.text : `${found[name]} ${issue.text}`;
    }
    return found;
  }
}

/** `Patient.name[0].family` ends with `name.family` */
function endsWithPath(expression: string, path: string): boolean {
  const plain = expression.replace(/\[\d+\]/g, '');
  return plain === path || plain.endsWith(`.${path}`);
}

export const isOutcomeError = (thrown: unknown): thrown is OutcomeError => thrown instanceof OutcomeError;
