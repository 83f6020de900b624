/** Texts, marks and whole rows by path: `XML3/1/NGAY_KQ` is a field of the second row of XML3. */
export type Scene = Readonly<Record<string, unknown>>;

/** One rule, one field: with the first value the rule fires, with the second it does not. The scene is what both have in common. */
export type RuleCase = readonly [rule: string, at: string, fires: unknown, holds: unknown, scene?: Scene];
