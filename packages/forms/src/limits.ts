/** What a Questionnaire may ask of us. A form that people can fill in stays far below; what lies above is a mistake or an attack. */
export const limits = {
  items: 2000,
  depth: 12,
  expressions: 300,
  options: 500,
  /** characters of one expression */
  expression: 2000,
  /** nested terms of one expression */
  expressionDepth: 40,
  /** values touched while one expression is evaluated */
  steps: 40_000,
  /** rows of a repeating group, answers of a repeating question */
  rows: 100,
  pattern: 200,
  /** characters that a pattern is tried on */
  patternInput: 2000,
  /** rounds until formulas that feed each other must have come to rest */
  rounds: 8,
  /** bytes of one attached file */
  attachment: 2_000_000,
} as const;
