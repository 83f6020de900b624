const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#xA;',
  '\r': '&#xD;',
  '\t': '&#x9;',
};

/** Text between double quotes; line ends are written so that no reader turns them into blanks. */
export const escapeAttribute = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (sign) => named[sign] ?? '');

export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (sign) => named[sign] ?? '');
