const MARKS = /\p{M}+/gu;
const SPACE = /[\s\p{Z}]+/gu;
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * The form in which text is searched: marks removed, đ as d, lower case, white space collapsed.
 * `fold('Nguyễn  Thị ĐÀO')` is `nguyen thi dao`.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(SPACE, ' ').trim();
}
