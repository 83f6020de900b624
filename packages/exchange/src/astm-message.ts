/**
 * An ASTM E1394 message as a list of records, escapes resolved. Fields count as in the standard, where the record type is
 * field 1: `get(4)` of a result record is its value.
 */
export interface AstmMessage {
  /** what it is about: `ASTM^R` results (also of controls), `ASTM^Q` a query, `ASTM^O` orders, `ASTM^H` nothing of these */
  readonly type: string;
  /** H.3; empty where the machine counts no messages */
  readonly controlId: string;
  readonly records: readonly AstmRecord[];
}

export interface AstmRecord {
  /** one letter: `H`, `P`, `O`, `R`, `C`, `Q`, `S`, `M`, `L` */
  readonly name: string;
  /** line of the message, from 1 */
  readonly line: number;
  /** component text of the first repeat, `''` when absent */
  get(field: number, component?: number): string;
  /** the first repeat with its components as they were written: for units such as `10^3/uL` */
  whole(field: number): string;
  /** all repeats of a field, each as its components */
  repeats(field: number): readonly (readonly string[])[];
}
