export type { NeutralVisit } from './neutral-visit.ts';
export { neutralVisitBundle } from './neutral-visit-bundle.ts';
export { type JudgedRule, judgeRuleCases } from './rule-cases/judge-rule-cases.ts';
