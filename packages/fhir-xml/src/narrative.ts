import { XHTML } from './namespaces.ts';

/** XML knows five names; these are the ones of HTML that people write. */
const html: Readonly<Record<string, number>> = {
  nbsp: 160,
  copy: 169,
  reg: 174,
  deg: 176,
  plusmn: 177,
  sup2: 178,
  sup3: 179,
  micro: 181,
  middot: 183,
  frac12: 189,
  times: 215,
  divide: 247,
  ndash: 8211,
  mdash: 8212,
  lsquo: 8216,
  rsquo: 8217,
  ldquo: 8220,
  rdquo: 8221,
  bull: 8226,
  hellip: 8230,
  euro: 8364,
  trade: 8482,
  larr: 8592,
  uarr: 8593,
  rarr: 8594,
  darr: 8595,
  le: 8804,
  ge: 8805,
  ne: 8800,
  laquo: 171,
  raquo: 187,
  alpha: 945,
  beta: 946,
  gamma: 947,
  mu: 956,
  sect: 167,
  para: 182,
  shy: 173,
};
const ofXml = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** A narrative as JSON holds it, made fit for XML: names of HTML as numbers, and in its own namespace. */
export function narrativeToXml(div: string): string {
  const numbered = div.replace(/&([a-zA-Z][a-zA-Z0-9]*);/g, (whole, name: string) => {
    if (ofXml.has(name)) return whole;
    return html[name] === undefined ? `&amp;${name};` : `&#${html[name]};`;
  });
  return numbered.replace(/<div\b([^>]*)>/, (whole, rest: string) =>
    /\sxmlns\s*=/.test(rest) ? whole : `<div xmlns="${XHTML}"${rest}>`,
  );
}
