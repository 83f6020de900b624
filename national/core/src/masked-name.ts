/**
 * A name as a public board may show it: family name and initials, `Đào Thị Mai` is `Đào T. M.`; a single word is only its
 * first letter.
 *
 * @source Luật bảo vệ dữ liệu cá nhân 91/2025/QH15: no more than the purpose needs (secondary); the form: own choice (unsure)
 */
export function maskedName(name: string): string {
  const [family = '', ...rest] = name.normalize('NFC').trim().split(/\s+/u);
  const initial = (word: string): string => `${[...word][0]?.toUpperCase() ?? ''}.`;
  if (family === '') return '';
  return rest.length === 0 ? initial(family) : [family, ...rest.map(initial)].join(' ');
}
