import type { CDPSession } from 'playwright-core';

export interface PageMemory {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What the page really holds: after the garbage has been collected. */
export async function memoryOf(session: CDPSession): Promise<PageMemory> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { megabytes: usedSize / 1e6, nodes, listeners: jsEventListeners };
}
