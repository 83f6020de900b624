import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';

const digest = (device: string): Buffer => createHash('sha256').update(device).digest();

/** Browsers that people signed in with before. A cookie holds a random number; only its digest is kept here. */
export interface KnownDevices {
  /** @returns the name of this person's own lock at this browser, when they were here before */
  lockFor(login: string, device: string | undefined): Promise<string | undefined>;
  /** @returns the number for the cookie: the one that was there, or a new one */
  remember(login: string, device: string | undefined): Promise<string>;
}

const shape = /^[A-Za-z0-9_-]{32}$/;

export function openKnownDevices(sql: Sql, now: () => Date): KnownDevices {
  return {
    async lockFor(login, device) {
      if (device === undefined || !shape.test(device)) return undefined;
      const text = 'select 1 as hit from access_device where hash = $1 and login = $2';
      const found = await sql.query({ text, values: [digest(device), login.slice(0, 64)] });
      return found.length > 0 ? digest(device).toString('base64url') : undefined;
    },
    async remember(login, device) {
      const kept = device !== undefined && shape.test(device) ? device : randomBytes(24).toString('base64url');
      await sql.query({
        text: `insert into access_device (hash, login, used) values ($1,$2,$3)
               on conflict (hash, login) do update set used = $3`,
        values: [digest(kept), login, now().toISOString()],
      });
      return kept;
    },
  };
}
