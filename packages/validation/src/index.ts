export { openValidator, type Validator } from './open-validator.ts';
