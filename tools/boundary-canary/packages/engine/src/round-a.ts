import { b } from './round-b.ts';

export const a = (): unknown => b;
