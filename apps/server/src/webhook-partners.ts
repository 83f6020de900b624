import { readFileSync } from 'node:fs';
import { defineErrors } from '@lienmach/outcome';
import type { Host, Site, WebhookMapping } from '@lienmach/system-kit';

const errors = defineErrors('webhook', {
  noSecret: {
    issue: 'security',
    vi: 'Không đọc được khóa bí mật của đối tác {partner}, hoặc khóa ngắn hơn 32 ký tự.',
    en: 'secretFile of {partner} is unreadable or holds fewer than 32 characters',
  },
  unknownKind: {
    issue: 'not-supported',
    vi: 'Đối tác {partner}: không phòng nào nhận được “{on}”.',
    en: 'no mounted room takes webhooks of kind {on}',
  },
});

/** A partner that may call, with what its calls mean. */
export interface WebhookCaller {
  readonly id: string;
  readonly secret: string;
  readonly mapping: WebhookMapping;
}

const SHORTEST = 32;

function readSecret(partner: string, file: string): string {
  let secret = '';
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch {
    // told below, without the path
  }
  if (secret.length < SHORTEST) throw errors.noSecret({ partner });
  return secret;
}

/** Reads the secrets once, at start: a site with a partner it cannot check does not open. @throws webhook.noSecret, webhook.unknownKind */
export const webhookCallers = (site: Site, host: Pick<Host, 'webhooks'>): WebhookCaller[] =>
  (site.webhooks ?? []).map(({ id, on, secretFile }) => {
    const mapping = host.webhooks.find((one) => one.on === on);
    if (mapping === undefined) throw errors.unknownKind({ partner: id, on });
    return { id, mapping, secret: readSecret(id, secretFile) };
  });
