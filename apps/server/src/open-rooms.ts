import { reachOf } from '@lienmach/access';
import type { Sql } from '@lienmach/fhir-store';
import { Host, type Site } from '@lienmach/system-kit';
import { openTerminology } from '@lienmach/terminology';
import { errors } from './errors.ts';
import { openRecord } from './open-record.ts';
import { rolePolicies } from './role-policies.ts';
import { systems } from './systems.ts';

const closed = async (): Promise<never> => {
  throw errors.notReady();
};

/**
 * The rooms over the record of a site without its doors: for commands of whoever holds the machine. Nothing is signed, sent
 * or told to the log of access from here.
 */
export function openRooms(sql: Sql, site: Site, now: () => Date): Host {
  const { store, codes } = openRecord(sql, systems, now);
  return new Host({
    store,
    codes,
    systems,
    site,
    now,
    terminology: openTerminology(sql),
    signer: { certificate: '', keyId: '', sign: closed, signInto: closed },
    outbound: { send: closed },
    accessLog: { ofPatient: closed },
    reachOf: (roles) => reachOf(roles, rolePolicies),
    audit: async () => undefined,
  });
}
