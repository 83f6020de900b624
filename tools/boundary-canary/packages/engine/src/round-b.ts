import { a } from './round-a.ts';

export const b = (): unknown => a;
