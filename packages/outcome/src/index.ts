export { defineErrors } from './define-errors.ts';
export {
  combine,
  FhirError,
  isFhirError,
  issueOf,
  OUTCOME_CODES,
  type Refusal,
  type RefusalArguments,
} from './fhir-error.ts';
export { type IssueType, statusOf } from './issue-type.ts';
export { plainReason } from './plain-reason.ts';
