/** Text as people search it: small letters, no accents, đ = d, single spaces. */
export const foldText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

/** Every word of `query` begins a word of `text`, in any order, without accents; or the query is its initials (`tha`). */
export function matchesWords(text: string, query: string): boolean {
  const words = foldText(text).split(/[^a-z0-9.]+/);
  const asked = foldText(query).split(' ').filter(Boolean);
  if (asked.every((one) => words.some((word) => word.startsWith(one)))) return true;
  const [only = ''] = asked;
  return (
    asked.length === 1 &&
    only.length >= 2 &&
    words
      .map((word) => word.slice(0, 1))
      .join('')
      .startsWith(only)
  );
}
