import { readFileSync } from 'node:fs';
import { openServices, type Services } from '@lienmach/exchange';
import { defineErrors } from '@lienmach/outcome';
import type { ServicePartner, Site } from '@lienmach/system-kit';

const errors = defineErrors('service', {
  noSecret: {
    issue: 'security',
    vi: 'Không đọc được tệp bí mật của dịch vụ {id}: phải là JSON gồm các cặp tên và chữ.',
    en: 'secretFile of {id} must be a readable JSON object of texts',
  },
});

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

function secretsOf({ id, secretFile }: ServicePartner): Readonly<Record<string, string>> {
  if (secretFile === undefined) return {};
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(secretFile, 'utf8'));
  } catch {
    // told below, without the path and without what stands there
  }
  if (!isTexts(read)) throw errors.noSecret({ id });
  return read;
}

/** Reads the secrets once, at start: a site with a service it cannot sign in to does not open. @throws service.noSecret, exchange.serviceAddress */
export const sitesServices = ({ services = [] }: Site): Services =>
  openServices(services.map((partner) => ({ ...partner, secrets: secretsOf(partner) })));
