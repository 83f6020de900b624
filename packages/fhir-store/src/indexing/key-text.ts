const NUL = /\0/g;

/** longest code, value or target that an index row holds; a B-tree key must stay below a third of a page */
export const LONGEST_KEY = 400;
/** longest folded text of a string row */
export const LONGEST_TEXT = 250;

/** Text as an index row can hold it: shortened, without NUL. Searches must shorten what they ask for in the same way. */
export const keyText = (text: string, longest = LONGEST_KEY): string => {
  const short = text.length > longest ? text.slice(0, longest) : text;
  return short.includes('\0') ? short.replace(NUL, '') : short;
};
