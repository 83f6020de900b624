import { errors } from './errors.ts';

export interface TarEntry {
  readonly name: string;
  readonly body: Buffer;
}

const BLOCK = 512;
/** our own entries are far smaller; anything larger is not ours */
const MOST_BYTES = 64 * 1024 * 1024;

/** @source POSIX.1-1988 ustar: name 0, mode 100, size 124, checksum 148, type 156, magic 257 (from memory) */
export function tarEntry({ name, body }: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000600\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, body, Buffer.alloc(padding(body.length))]);
}

export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function checksum(header: Buffer): number {
  let sum = 0;
  for (const [place, byte] of header.entries()) sum += place >= 148 && place < 156 ? 32 : byte;
  return sum;
}

/** Collects bytes and gives them out by number. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** @returns undefined when the source ends before there is a single byte. @throws backup.damaged when it ends in between */
  async take(wanted: number): Promise<Buffer | undefined> {
    while (this.#length < wanted) {
      const next = await this.#source.next();
      if (next.done === true) break;
      this.#parts.push(next.value);
      this.#length += next.value.length;
    }
    if (this.#length === 0 && wanted > 0) return undefined;
    if (this.#length < wanted) throw errors.damaged({ detail: 'ends too early' });
    const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    const taken = (all ?? Buffer.alloc(0)).subarray(0, wanted);
    const rest = (all ?? Buffer.alloc(0)).subarray(wanted);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return taken;
  }

  /** To the end, so that a source which checks itself at its end has done so. */
  async drain(): Promise<void> {
    for (;;) if ((await this.#source.next()).done === true) return;
  }
}

/** Entries one after the other. @throws backup.damaged for anything that is not such an archive, whole */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new Bytes(source);
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header === undefined) throw errors.damaged({ detail: 'no end' });
    if (header.every((byte) => byte === 0)) return bytes.drain();
    const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    const isOurs = Number.parseInt(text(148, 8), 8) === checksum(header) && size >= 0 && size <= MOST_BYTES;
    if (!isOurs) throw errors.damaged({ detail: 'unreadable entry' });
    const body = Buffer.from((await bytes.take(size)) ?? Buffer.alloc(0));
    await bytes.take(padding(size));
    yield { name: text(0, 100), body };
  }
}
