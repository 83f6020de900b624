import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '@lienmach/system-kit';
import { type Simulator, startSimulator } from './start-simulator.ts';

export interface DemoInvoices extends Simulator {
  readonly url: string;
  /** what the site file would say */
  readonly site: Pick<Site, 'invoicing' | 'services'>;
}

/** The pretended provider of electronic invoices, with a key made for this run. */
export async function startInvoices(dataDir: string): Promise<DemoInvoices> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const key = randomBytes(24).toString('hex');
  const keyFile = join(dataDir, 'invoice-key');
  const secretFile = join(dataDir, 'invoice-service.json');
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  writeFileSync(secretFile, `${JSON.stringify({ key })}\n`, { mode: 0o600 });
  const simulator = await startSimulator('invoice-provider', ['--listen', '0', '--secret-file', keyFile]);
  const url = /http:\/\/\S+/.exec(simulator.said)?.[0] ?? '';
  return {
    ...simulator,
    url,
    site: {
      invoicing: { taxNumber: '0100109106', form: '2', isCoded: true, series: 'AA' },
      services: [{ id: 'hoa-don-thu', kind: 'invoice-provider', address: url, isInside: true, secretFile }],
    },
  };
}
