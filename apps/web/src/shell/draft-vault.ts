import type { DraftStore } from '@lienmach/ui';

const PREFIX = 'lienmach.draft.';
/** milliseconds: typing is sealed no more often than this, and never later */
const REST = 200;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** the same person in the same browser, without naming anybody */
async function shelfOf(who: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(who));
  return `${PREFIX}${textOf(new Uint8Array(digest).slice(0, 9))}.`;
}

async function open(key: CryptoKey, sealed: string): Promise<unknown> {
  const bytes = bytesOf(sealed);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12));
  return JSON.parse(new TextDecoder().decode(plain));
}

async function seal(key: CryptoKey, value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  const bytes = new Uint8Array(iv.length + closed.length);
  bytes.set(iv);
  bytes.set(closed, iv.length);
  return textOf(bytes);
}

export interface DraftVault extends DraftStore {
  /** seals what is still waiting, before the page goes */
  flush(): Promise<void>;
}

/**
 * Unsaved work of one person in this browser, sealed with the key that the server gives to that person's session only.
 * The key is held in memory and cannot be read out; after signing out nobody can open what lies here.
 */
export async function openDraftVault(who: string, draftKey: string): Promise<DraftVault> {
  const key = await crypto.subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const shelf = await shelfOf(who);
  const drafts = new Map<string, unknown>();
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(shelf))) {
    try {
      drafts.set(name.slice(shelf.length), await open(key, localStorage.getItem(name) ?? ''));
    } catch {
      localStorage.removeItem(name);
    }
  }
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const keep = async (id: string): Promise<void> => {
    waiting.delete(id);
    const sealed = await seal(key, drafts.get(id));
    if (drafts.has(id)) localStorage.setItem(shelf + id, sealed);
  };
  return {
    async flush() {
      const ids = [...waiting.keys()];
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.all(ids.map(keep));
    },
    read: (id) => drafts.get(id),
    write(id, value) {
      drafts.set(id, value);
      if (waiting.has(id)) return;
      waiting.set(
        id,
        setTimeout(() => void keep(id).catch(() => undefined), REST),
      );
    },
    remove(id) {
      clearTimeout(waiting.get(id));
      waiting.delete(id);
      drafts.delete(id);
      localStorage.removeItem(shelf + id);
    },
  };
}
