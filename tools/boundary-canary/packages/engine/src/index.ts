export const engine = 1;
export type Engine = number;
