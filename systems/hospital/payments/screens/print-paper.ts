import type { RecordClient } from '@lienmach/ui';
import type { Binary } from 'fhir/r4';

/** milliseconds the frame stays: the print dialog may be open that long */
const KEPT = 600_000;

/** A PDF as an address of this page. */
function pdfAddress({ data = '' }: Binary): string {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
}

/**
 * Prints without preview: the paper is loaded into a frame nobody sees, and the browser prints that frame.
 *
 * @returns the address of the paper when this browser has no viewer of its own: then a person opens it
 */
export async function printPaper(
  { operation }: RecordClient,
  name: `$print-${string}`,
  at: string,
): Promise<string | undefined> {
  const address = pdfAddress(await operation<Binary>(name, at));
  if (!navigator.pdfViewerEnabled) return address;
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
  return undefined;
}
