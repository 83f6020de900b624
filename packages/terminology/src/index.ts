export type { Concept, Expansion, Terminology } from './terminology-contract.ts';
