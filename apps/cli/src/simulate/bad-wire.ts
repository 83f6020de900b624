import { connect, createServer, type Socket } from 'node:net';

export interface BadWire {
  readonly port: number;
  close(): Promise<void>;
}

/** What becomes of a chunk on its way; `cut`: half of it arrives, then the line is dead. */
export type Damage = (chunk: Buffer) => Buffer | 'cut';

/** A line on the way to the host, with the faults that lines have. */
export async function openBadWire(
  to: { readonly host: string; readonly port: number },
  damage: Damage,
): Promise<BadWire> {
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.setNoDelay(true);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
    far.on('data', (chunk) => near.write(chunk));
    near.on('data', (chunk) => {
      const left = damage(chunk);
      if (left !== 'cut') far.write(left);
      else far.end(chunk.subarray(0, Math.floor(chunk.length / 2)), () => near.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const end of ends) end.destroy();
      await closed;
    },
  };
}

const STX = 0x02;

/** Every third frame has one bit wrong; said again it is right. */
export function noise(): Damage {
  let frames = 0;
  return (chunk) => {
    if (chunk[0] !== STX) return chunk;
    frames += 1;
    if (frames % 3 !== 0) return chunk;
    const damaged = Buffer.from(chunk);
    damaged.writeUInt8(damaged.readUInt8(2) ^ 1, 2);
    return damaged;
  };
}

/** The line dies once, in the middle of the third frame. */
export function oneCut(): Damage {
  let frames = 0;
  return (chunk) => {
    if (chunk[0] !== STX) return chunk;
    frames += 1;
    return frames === 3 ? 'cut' : chunk;
  };
}
