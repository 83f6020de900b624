import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPrinter, noPrinter, type Spooler, type SpoolJob } from './spooler.ts';

export interface SimulatedSpooler extends Spooler {
  /** plugs printers in and out */
  setPrinters(names: readonly string[]): void;
  /** what came out, oldest first */
  readonly out: readonly SpoolJob[];
}

/** Printers that write files: for the demo and for tests. */
export function simulatedSpooler(folder: string, names: readonly string[]): SimulatedSpooler {
  let known = names;
  const out: SpoolJob[] = [];
  return {
    out,
    setPrinters(next) {
      known = next;
    },
    printers: async () => known,
    async print(job) {
      if (known.length === 0) throw noPrinter();
      const printer = job.printer ?? known[0] ?? '';
      if (!known.includes(printer)) throw missingPrinter(printer);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      out.push(job);
      writeFileSync(join(folder, `${String(out.length).padStart(4, '0')}.pdf`), job.pdf, { mode: 0o600 });
    },
  };
}
