/**
 * What a form sends to the schema in place of a number that it could not read. It counts as NaN, and the schema refuses it with `problem`:
 * a message of contract/validation.ts.
 */
export class UnreadNumber extends Number {
  readonly problem: string
  constructor(problem: string) {
    super(Number.NaN)
    this.problem = problem
  }
}
