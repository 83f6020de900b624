import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const ticks = Number(execFileSync('getconf', ['CLK_TCK']).toString());

interface Stat {
  readonly parent: number;
  /** CPU seconds of the process, and of its children that have ended */
  readonly own: number;
  readonly ended: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const field = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const sum = (a: number, b: number): number => ((field[a] ?? 0) + (field[b] ?? 0)) / ticks;
    return { parent: field[1] ?? 0, own: sum(11, 12), ended: sum(13, 14) };
  } catch {
    return undefined;
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((candidate) => candidate > 0 && statOf(candidate)?.parent === pid);

/** CPU seconds so far of one process. */
export const cpuOf = (pid: number): number => statOf(pid)?.own ?? 0;

/** CPU seconds so far of a process with all its children, living and ended; read again while the set changes. */
export function cpuOfFamily(pid: number): number {
  for (let attempt = 0; ; attempt++) {
    const children = childrenOf(pid);
    const living = children.reduce((sum, child) => sum + cpuOf(child), 0);
    const self = statOf(pid);
    const total = living + (self?.own ?? 0) + (self?.ended ?? 0);
    if (attempt === 5 || childrenOf(pid).join() === children.join()) return total;
  }
}

/** Resident memory in MB. */
export function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
