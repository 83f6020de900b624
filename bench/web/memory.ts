import type { CDPSession } from 'playwright-core';

export interface PageMemory {
  /** the whole heap, with machine code the engine compiles as it goes and what it notes for its own tools */
  readonly megabytes: number;
  /** what the page's own program keeps: objects, arrays, strings, closures */
  readonly kept: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** the part of a heap snapshot that is read here, as the engine writes it */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** kinds of heap entries that are the engine's, not the program's */
const ofEngine = new Set(['code', 'native', 'hidden', 'object shape', 'synthetic']);

async function snapshotOf(session: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return JSON.parse(chunks.join(''));
}

function keptBytes({ snapshot, nodes }: HeapSnapshot): number {
  const { node_fields: fields, node_types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!ofEngine.has(node_types[0][nodes[at + type] ?? 0] ?? '')) bytes += nodes[at + size] ?? 0;
  return bytes;
}

/** What the page really holds: after the garbage has been collected. */
export async function memoryOf(session: CDPSession): Promise<PageMemory> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return {
    megabytes: usedSize / 1e6,
    kept: keptBytes(await snapshotOf(session)) / 1e6,
    nodes,
    listeners: jsEventListeners,
  };
}
