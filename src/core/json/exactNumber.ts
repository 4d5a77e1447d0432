/**
 * A number of a JSON text that a double would change: an integer of 19 digits, `1.0`, `1e400`, `-0`. `Number(it)` is the
 * nearest double; `jsonText` writes it as it came.
 */
export class ExactNumber {
  constructor(
    /** The number as it is written in the JSON text. */
    readonly lexeme: string,
  ) {}

  valueOf(): number {
    return Number(this.lexeme);
  }

  toString(): string {
    return this.lexeme;
  }

  /** JSON.stringify cannot write it; thrown so that nothing writes another number unseen. */
  toJSON(): never {
    throw new ExactNumberError(
      "Write this value with jsonText: it holds a number that JSON.stringify cannot write.",
    );
  }
}

/** Why JSON.stringify gave up. */
export class ExactNumberError extends TypeError {}
