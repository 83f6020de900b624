/** Id of a generated person: which home, which of it. */
export const idOf = (home: number, place: number): string => `p${home}-${place}`;
