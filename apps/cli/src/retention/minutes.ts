import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { toVnIso, visitOfEntry } from '@lienmach/core';
import type { List } from 'fhir/r4';
import type { PurgeOrder } from './purge-list.ts';

/** What was destroyed, by whose word: which visits, of which class, how much; nothing of what was in them. */
export interface Minutes {
  readonly kind: 'lienmach-destruction-minutes';
  readonly list: string;
  readonly decision: string;
  readonly by: string;
  readonly approved: readonly { readonly who: string; readonly at: string }[];
  readonly proposedAt: string;
  readonly finishedAt: string;
  readonly files: readonly {
    readonly visit: string;
    readonly ended: string;
    readonly classes: readonly string[];
    readonly size: string;
  }[];
  /** what the program cannot reach */
  readonly remaining: string;
}

export interface SignedMinutes {
  readonly minutes: Minutes;
  /** PEM of the key that signed, and its SHA-256 for comparing by eye */
  readonly key: string;
  readonly fingerprint: string;
  /** Ed25519 over the JSON text of `minutes`, base64 */
  readonly signature: string;
}

export const minutesOf = (list: List, { decision, by }: Pick<PurgeOrder, 'decision' | 'by'>, now: Date): Minutes => ({
  kind: 'lienmach-destruction-minutes',
  list: `List/${list.id}`,
  decision,
  by,
  approved: (list.note ?? []).flatMap(({ authorReference, time }) =>
    authorReference === undefined
      ? []
      : [{ who: authorReference.display ?? authorReference.reference ?? '', at: time ?? '' }],
  ),
  proposedAt: list.date ?? '',
  finishedAt: toVnIso(now),
  files: (list.entry ?? []).map((entry) => ({
    visit: visitOfEntry(entry) ?? '',
    ended: entry.date ?? '',
    classes: (entry.flag?.coding ?? []).flatMap(({ code }) => code ?? []),
    size: entry.flag?.text ?? '',
  })),
  remaining: `Bản sao lưu lập trước ${toVnIso(now)} còn chứa các hồ sơ này: phải hủy theo lịch hủy bản sao lưu.`,
});

export function signMinutes(minutes: Minutes, privateKey: KeyObject): SignedMinutes {
  const key = createPublicKey(privateKey);
  return {
    minutes,
    key: key.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    signature: sign(null, Buffer.from(JSON.stringify(minutes)), privateKey).toString('base64'),
  };
}
