import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site, System, WebhookPartner } from '@lienmach/system-kit';
import type { Bundle, Invoice } from 'fhir/r4';
import { demoHospital } from './district/site.ts';
import type { FhirClient } from './fhir-client.ts';
import { type Simulator, startSimulator } from './start-simulator.ts';

/** The bank of the demo may call, with a secret made for this run; without the cashier's room nobody would listen. */
export function bankPartner(dataDir: string, systems: readonly System[] | undefined): Pick<Site, 'webhooks'> {
  const isHeard = systems?.some(({ webhooks }) => webhooks?.some(({ on }) => on === 'bank-transfer')) ?? true;
  if (!isHeard) return {};
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secretFile = join(dataDir, 'bank-secret');
  writeFileSync(secretFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return { webhooks: [{ id: 'ngan-hang-thu', on: 'bank-transfer', secretFile }] };
}

export interface DemoBank extends Simulator {
  readonly url: string;
}

export async function startBank(
  house: string,
  [partner]: readonly WebhookPartner[],
  paysAfter: number | undefined,
): Promise<DemoBank | undefined> {
  if (partner === undefined) return undefined;
  const { id, secretFile } = partner;
  const options = ['--listen', '0', '--to', `${house}/webhooks/${id}`, '--secret-file', secretFile];
  const simulator = await startSimulator('bank', [
    ...options,
    ...(paysAfter === undefined ? [] : ['--auto', String(paysAfter)]),
  ]);
  const url = /http:\/\/\S+/.exec(simulator.said)?.[0] ?? '';
  return { ...simulator, url };
}

const LOOKS_EVERY = 1_500;

/**
 * The patients of the demo: whoever is shown a code holds a telephone over it. @param cashier  signed in anew each time
 * @returns stops them
 */
export function holdTelephones(bankUrl: string, cashier: () => Promise<FhirClient>): () => void {
  const seen = new Set<string>();
  async function look(): Promise<void> {
    const { entry = [] } = await (await cashier()).get<Bundle>('Invoice?status=issued&_count=50');
    for (const { resource } of entry as { resource: Invoice }[]) {
      const reference = resource.identifier?.find(({ value }) => value?.startsWith('LM'))?.value ?? '';
      if (reference === '' || seen.has(reference)) continue;
      seen.add(reference);
      const account = demoHospital.bankAccount?.number;
      const body = JSON.stringify({ reference, account, amount: resource.totalGross?.value });
      await fetch(`${bankUrl}/shown`, { method: 'POST', body });
    }
  }
  const timer = setInterval(() => void look().catch(() => undefined), LOOKS_EVERY);
  return () => clearInterval(timer);
}
