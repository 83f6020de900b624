/** Somebody wrote between our read and our write: everything is decided again. Carries the SQLSTATE of `record_expect`. */
export class Overtaken extends Error {
  readonly code = 'LM412';
}
