import qrcode from 'qrcode';

/** A QR code as SVG: black squares, quiet zone of 4 modules (ISO/IEC 18004), error correction M. */
export function qrSvg(text: string): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const edge = modules.size + 8;
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 1) path += `M${column + 4} ${row + 4}h1v1h-1z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 ${edge} ${edge}">` +
    `<path d="${path}" fill="#000"/></svg>`
  );
}
