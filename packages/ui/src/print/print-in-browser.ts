/** milliseconds the frame stays: the print dialog may be open that long */
const KEPT = 600_000;

/**
 * Loads a paper into a frame nobody sees, and the browser prints that frame; without a viewer of its own the browser
 * opens the paper in a tab.
 */
export function printInBrowser(pdf: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }));
  if (!navigator.pdfViewerEnabled) {
    window.open(address, '_blank');
    return;
  }
  const frame = document.createElement('iframe');
  // a frame that is not laid out at all is not printed
  frame.className = 'print-frame';
  frame.title = 'PDF';
  frame.src = address;
  frame.addEventListener('load', () => frame.contentWindow?.print(), { once: true });
  document.body.append(frame);
  setTimeout(() => {
    frame.remove();
    URL.revokeObjectURL(address);
  }, KEPT);
}
