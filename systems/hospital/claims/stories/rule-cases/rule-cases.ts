import { formCases } from './form-cases.ts';
import { lineCases } from './line-cases.ts';
import { moneyCases } from './money-cases.ts';
import { paperCases } from './paper-cases.ts';
import { personCases } from './person-cases.ts';
import { programmeCases } from './programme-cases.ts';
import type { RuleCase } from './rule-case.ts';
import { stayCases } from './stay-cases.ts';
import { visitCases } from './visit-cases.ts';

/** For every rule cases in which it fires, each with its near miss. */
export const ruleCases: readonly RuleCase[] = [
  ...formCases,
  ...personCases,
  ...visitCases,
  ...moneyCases,
  ...lineCases,
  ...stayCases,
  ...paperCases,
  ...programmeCases,
];
