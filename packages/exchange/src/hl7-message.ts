/**
 * An HL7 v2 message as a tree of texts, escapes resolved. Paths are 1-based as in the standard:
 * `get('PID', 5, 1)` is PID-5.1; `MSH` counts its field separator as MSH-1.
 */
export interface Hl7Message {
  /** `ORU^R01` (structure part dropped) */
  readonly type: string;
  readonly controlId: string;
  readonly version: string;
  readonly segments: readonly Hl7Segment[];
  /** first segment with this name */
  segment(name: string): Hl7Segment | undefined;
  all(name: string): readonly Hl7Segment[];
}

export interface Hl7Segment {
  readonly name: string;
  /** component text of the first repetition, `''` when absent */
  get(field: number, component?: number, subcomponent?: number): string;
  /** one subcomponent of one repetition, counted from 1; `''` when absent */
  part(field: number, repetition: number, component?: number, subcomponent?: number): string;
  /** all repetitions of a field, each as its components */
  repetitions(field: number): readonly (readonly string[])[];
}
