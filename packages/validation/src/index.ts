export { openValidator, type Validator } from './open-validator.ts';
export type { CodePort } from './profiles/check-bindings.ts';
export type { ProfileSource } from './profiles/library.ts';
export {
  openProfileValidator,
  outcomeIssues,
  type ProfileValidator,
  type ProfileValidatorOptions,
} from './profiles/open-profile-validator.ts';
export type { CodingFact } from './profiles/profile-run.ts';
