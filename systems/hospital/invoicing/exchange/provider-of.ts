import { readFileSync } from 'node:fs';
import type { InvoicingRules } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { httpProvider, type Wire } from './http-provider.ts';
import type { InvoiceProvider } from './invoice-provider.ts';

/** milliseconds; a signed invoice is rarely slower, and a call that waits holds up the ones behind it */
const WITHIN = 20_000;
const MOST_BYTES = 5_000_000;
/** what a header can carry, and nobody guesses */
const KEY = /^[\x21-\x7e]{16,500}$/;

function readSecret(file: string): string {
  let secret = '';
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch {
    // told below, without the path
  }
  if (!KEY.test(secret)) throw errors.noSecret();
  return secret;
}

const wireTo =
  ({ address, secretFile, answerWithin = WITHIN }: InvoicingRules['provider']): Wire =>
  async ({ method, path, body, key }) => {
    const secret = readSecret(secretFile);
    const answer = await fetch(`${address.replace(/\/$/, '')}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithin),
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': encodeURIComponent(key) }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return { status: answer.status, text: text.slice(0, MOST_BYTES) };
  };

/** The provider that the site file names. */
export const providerOf = ({ provider }: InvoicingRules): InvoiceProvider => httpProvider(wireTo(provider));
