import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServicePartner } from '@lienmach/system-kit';
import { type Simulator, startSimulator } from './start-simulator.ts';

export interface DemoGateway extends Simulator {
  readonly url: string;
  readonly service: ServicePartner;
}

/** The pretended gateway of the insurance, with an account made for this run. */
export async function startGateway(dataDir: string): Promise<DemoGateway> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secretFile = join(dataDir, 'bhyt-gateway.json');
  const account = { username: '99001_BANTHU', password: randomBytes(24).toString('hex') };
  const asking = { hoTenCb: 'Người Tra Cứu Thử', cccdCb: '099086990100' };
  writeFileSync(secretFile, `${JSON.stringify({ ...account, ...asking })}\n`, { mode: 0o600 });
  const simulator = await startSimulator('bhyt-gateway', ['--listen', '0', '--secret-file', secretFile]);
  const url = /http:\/\/\S+/.exec(simulator.said)?.[0] ?? '';
  const service = { id: 'cong-giam-dinh-thu', kind: 'bhyt-gateway', address: url, isInside: true, secretFile };
  return { ...simulator, url, service };
}
