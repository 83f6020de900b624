/** One line of a file, with what stood before it. */
export interface NdjsonLine {
  /** counted from 1 */
  readonly number: number;
  /** undefined: longer than a line may be */
  readonly text: string | undefined;
  /** bytes of the file up to and including this line's end */
  readonly end: number;
}

const NEWLINE = 10;

/** Where to go on in a file. */
export interface FilePlace {
  readonly lines: number;
  readonly bytes: number;
}

/**
 * Lines of a stream of bytes, empty ones left out. Never more than one line and one chunk in memory: a line beyond `longest` is
 * read over and comes without its text.
 */
export async function* ndjsonLines(
  chunks: AsyncIterable<Buffer>,
  longest: number,
  from: FilePlace = { lines: 0, bytes: 0 },
): AsyncGenerator<NdjsonLine> {
  let { lines: number, bytes: end } = from;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): NdjsonLine | undefined => {
    const text = length > longest ? undefined : Buffer.concat(parts).toString('utf8').trim();
    parts = [];
    length = 0;
    number += 1;
    return text === '' ? undefined : { number, text, end };
  };
  const keep = (part: Buffer) => {
    length += part.length;
    if (length <= longest) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, at));
      end += at + 1 - start;
      start = at + 1;
      const line = take();
      if (line) yield line;
    }
    keep(chunk.subarray(start));
    end += chunk.length - start;
  }
  const last = length > 0 ? take() : undefined;
  if (last) yield last;
}
