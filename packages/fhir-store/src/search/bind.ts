/** Collects the values of one statement: every value leaves the text as `$n`, so that no input is ever part of the SQL. */
export class Bind {
  readonly values: unknown[] = [];
  /**
   * How much these values find decides where to begin: the statement is planned with them each time, and no plan made without
   * them is kept.
   */
  isPlannedByValue = false;
  #aliases = 0;

  /** The placeholder of a value. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A placeholder made at its first use: PostgreSQL refuses a parameter that its text does not mention. */
  later(value: unknown): () => string {
    let placeholder: string | undefined;
    return () => {
      placeholder ??= this.value(value);
      return placeholder;
    };
  }

  /** A row name that no other part of the statement uses. */
  alias(): string {
    this.#aliases += 1;
    return `x${this.#aliases}`;
  }
}
