export const ward = 1;
export type Ward = number;
