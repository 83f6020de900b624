import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors.ts';
import type { CodecName } from '../message-mapping.ts';
import type { Delivery } from '../outgoing.ts';
import type { Service } from '../service-contract.ts';

/** what a message is called over HTTP */
export const mediaTypes: Readonly<Record<CodecName, string>> = {
  hl7v2: 'x-application/hl7-v2+er7',
  astm: 'text/plain',
  cda: 'application/xml',
  xml: 'application/xml',
  fhir: 'application/fhir+json',
  json: 'application/json',
  csv: 'text/csv',
};

/** Where files of one channel go; its id stands in their names: two channels may write into one folder. */
interface Drop {
  readonly channel: string;
  readonly folder: string;
  readonly suffix: string;
}

export const fileNameOf = (channel: string, controlId: string, suffix: string): string =>
  `${channel}.${controlId.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100)}${suffix}`;

/** Written beside its place, then renamed: who looks into the folder sees whole files only. */
export async function dropFile({ channel, folder, suffix }: Drop, { bytes, controlId }: Delivery): Promise<string> {
  const name = fileNameOf(channel, controlId, suffix);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const half = join(folder, `.${name}.part`);
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, join(folder, name));
  return name;
}

/** what a later try may mend: busy, slow, broken for a while */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

/** @throws exchange.refusedByPartner: final; exchange.noAnswer and the service's own: tried again */
export async function postMessage(
  service: Service,
  { path, codec, credential }: { path: string; codec: CodecName; credential?: string },
  { bytes, controlId }: Delivery,
): Promise<string> {
  const { status, text } = await service.ask({
    path,
    body: Buffer.from(bytes).toString('utf-8'),
    headers: {
      'content-type': mediaTypes[codec],
      'idempotency-key': controlId.slice(0, 200),
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
    },
  });
  if (status >= 200 && status < 300) return text.slice(0, 10_000);
  if (isPassing(status)) throw errors.noAnswer({ detail: `HTTP ${status}` });
  throw errors.refusedByPartner({ detail: `HTTP ${status}` });
}
