import type { Stored } from '@lienmach/fhir-store';
import type { Subscription } from 'fhir/r4';
import { errors } from './errors.ts';

const PATIENCE = 10_000;
/** what the connection itself says is never the subscriber's to say */
const own = new Set(['host', 'content-length', 'content-type', 'connection', 'transfer-encoding', 'upgrade', 'te']);

/** `Name: value` lines of the channel. */
function headersOf({ header = [] }: Subscription['channel']): Record<string, string> {
  const pairs = header.flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^([A-Za-z0-9-]{1,64}):\s*([\x20-\x7e]{0,2000})$/.exec(line) ?? [];
    return name === '' || own.has(name.toLowerCase()) ? [] : [[name, value]];
  });
  return Object.fromEntries(pairs);
}

/**
 * One notification: without payload an empty POST to the endpoint, with payload a PUT of the resource below it. Only a 2xx
 * counts; a redirection is a refusal, it could lead anywhere.
 *
 * @throws subscription.notDelivered
 * @source FHIR R4 4.0.1, subscription.html#2.46.6.1 (verified)
 */
export async function sendNotification({ channel }: Subscription, stored: Stored): Promise<void> {
  const endpoint = channel.endpoint ?? '';
  const hasPayload = channel.payload !== undefined;
  const url = hasPayload ? `${endpoint.replace(/\/$/, '')}/${stored.type}/${stored.id}` : endpoint;
  const answer = await fetch(url, {
    method: hasPayload ? 'PUT' : 'POST',
    headers: { ...headersOf(channel), ...(hasPayload ? { 'content-type': 'application/fhir+json' } : {}) },
    body: hasPayload ? stored.text : '',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer === undefined || !answer.ok) throw errors.notDelivered({ status: answer?.status ?? 'no answer' });
}
