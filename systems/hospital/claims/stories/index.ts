export { envelopeForTests } from './envelope-for-tests.ts';
export { type JudgedPlaced, judgePlaced, storedClaimOf } from './judge-placed.ts';
export { monthVisit } from './month-visit.ts';
export type { NeutralVisit } from './neutral-visit.ts';
export { neutralVisitBundle } from './neutral-visit-bundle.ts';
export { placedVisit } from './placed-visit.ts';
export { type JudgedRule, judgeRuleCases } from './rule-cases/judge-rule-cases.ts';
export { finishedVisit, plainVisit } from './visit-for-tests.ts';
