import { errors } from './errors.ts';

/** Widths of bars and spaces of the 107 symbols, in modules (ISO/IEC 15417, table 1). */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const START_B = 104;
const START_C = 105;
const CODE_B = 100;
const STOP = 106;
const QUIET = 10;

/** Digits in pairs while there are some, else one symbol per character. */
function symbols(text: string): number[] {
  const pairs = /^(?:\d\d){2,}/.exec(text)?.[0] ?? '';
  const rest = [...text.slice(pairs.length)].map((letter) => letter.charCodeAt(0) - 32);
  if (pairs === '') return [START_B, ...rest];
  const digits = (pairs.match(/../g) ?? []).map(Number);
  return [START_C, ...digits, ...(rest.length === 0 ? [] : [CODE_B, ...rest])];
}

/**
 * Code 128 as bars of SVG, one unit a module, with the quiet zone of ten at both ends.
 *
 * @throws errors.notABarcode for anything but printable ASCII
 */
export function barcodeSvg(text: string): { readonly svg: string; readonly modules: number } {
  if (!/^[\x20-\x7e]{1,48}$/.test(text)) throw errors.notABarcode();
  const data = symbols(text);
  const sum = data.reduce((total, value, index) => total + value * Math.max(1, index), 0);
  let at = QUIET;
  let path = '';
  for (const symbol of [...data, sum % 103, STOP]) {
    [...(WIDTHS[symbol] ?? '')].forEach((width, index) => {
      if (index % 2 === 0) path += `M${at} 0h${width}v40h-${width}z`;
      at += Number(width);
    });
  }
  const modules = at + QUIET;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${modules}" height="40" viewBox="0 0 ${modules} 40" ` +
    `preserveAspectRatio="none"><path d="${path}" fill="#000"/></svg>`;
  return { svg, modules };
}
