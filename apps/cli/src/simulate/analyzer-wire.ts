import { connect } from 'node:net';
import { frameReader } from '@lienmach/exchange';

/**
 * Writes raw chunks with a pause between them and waits for as many answers as there are messages in them: the bad
 * habits of real machines need the bare wire.
 */
export function sendChunks(
  to: { readonly host: string; readonly port: number },
  chunks: readonly Uint8Array[],
  answers: number,
): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(to);
    const reader = frameReader();
    const seen: Buffer[] = [];
    socket.setTimeout(20_000, () => socket.destroy(new Error('no acknowledgement within 20 s')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('connection closed before the acknowledgement')));
    socket.on('data', (chunk) => {
      seen.push(...reader.push(chunk));
      if (seen.length < answers) return;
      socket.removeAllListeners('close');
      socket.end();
      resolve(seen);
    });
    socket.on('connect', () => {
      chunks.forEach((chunk, turn) => {
        setTimeout(() => socket.write(chunk), turn * 150);
      });
    });
  });
}
