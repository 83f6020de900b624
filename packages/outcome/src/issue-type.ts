/**
 * FHIR R4 issue types a refusal may carry, and the HTTP status each one answers with.
 * This table is the only place where a status is decided.
 *
 * @source FHIR R4 4.0.1, value set issue-type; http.html status codes (verified)
 */
export const statusOf = {
  invalid: 400,
  structure: 400,
  required: 400,
  value: 400,
  'too-long': 413,
  invariant: 422,
  'business-rule': 422,
  'code-invalid': 422,
  extension: 422,
  'not-supported': 400,
  processing: 422,
  login: 401,
  unknown: 401,
  expired: 401,
  security: 403,
  forbidden: 403,
  suppressed: 403,
  'not-found': 404,
  deleted: 410,
  conflict: 409,
  duplicate: 409,
  'multiple-matches': 412,
  'lock-error': 412,
  'too-costly': 413,
  throttled: 429,
  exception: 500,
  transient: 503,
  'no-store': 503,
  timeout: 503,
  incomplete: 503,
  informational: 200,
} as const;

export type IssueType = keyof typeof statusOf;
