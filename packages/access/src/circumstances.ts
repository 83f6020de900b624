import type { Sql } from '@lienmach/fhir-store';
import type { Consent } from 'fhir/r4';
import { patientsFor, type Register } from './delegates.ts';
import { openFor } from './openings.ts';
import type { Narrowing } from './policy.ts';
import { loadRefusals } from './refusals.ts';

/** What stands around one caller at this moment, beside roles and scopes. */
export interface Circumstances {
  readonly narrowing: Narrowing;
  /** milliseconds: after it they must be looked at again */
  readonly until: number;
}

export interface CircumstancesOptions {
  readonly sql: Sql;
  /** absent: nobody acts for a patient */
  readonly register?: Register;
  /** `Organization/…` for which everybody acts who has no other */
  readonly organization?: string;
  readonly now: () => Date;
}

export interface CircumstancesBook {
  of(holder: { readonly who: string; readonly client: string }): Promise<Circumstances>;
  /** Something was written that decides who may see what. */
  forget(): void;
}

/** milliseconds: what another process wrote is noticed by then, if its word was not heard */
const RECHECK = 60_000;

async function organizationsOf(sql: Sql, holders: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ organization: string }>({
    name: 'access_party',
    text: 'select organization from access_party where holder = any($1::text[])',
    values: [holders],
  });
  return rows.map(({ organization }) => organization);
}

export function openCircumstances({ sql, register, organization, now }: CircumstancesOptions): CircumstancesBook {
  let refusals: { readonly list: Promise<Consent[]>; readonly until: number } | undefined;
  const refusalsNow = (): Promise<Consent[]> => {
    const at = now().getTime();
    if (refusals === undefined || refusals.until < at) refusals = { list: loadRefusals(sql), until: at + RECHECK };
    // a database that was away is asked again
    const { list } = refusals;
    list.catch(() => {
      if (refusals?.list === list) refusals = undefined;
    });
    return list;
  };
  const partiesOf = async (who: string, client: string): Promise<string[]> => {
    const given = await organizationsOf(sql, [who, `client:${client}`]);
    return [who, ...(given.length > 0 || organization === undefined ? given : [organization])];
  };
  const patientsOf = async (who: string, at: Date): Promise<Narrowing> => {
    if (!/^(Patient|RelatedPerson)\//.test(who)) return {};
    return { patients: register === undefined ? [] : await patientsFor(register, who, at) };
  };
  return {
    async of({ who, client }) {
      const at = now();
      const [list, opened, citizen] = await Promise.all([refusalsNow(), openFor(sql, who, at), patientsOf(who, at)]);
      const refusing = list.length === 0 ? {} : { refusals: list, parties: await partiesOf(who, client), now: at };
      return {
        until: Math.min(...opened.map(({ until }) => Date.parse(until)), Number.POSITIVE_INFINITY),
        narrowing: {
          ...citizen,
          ...refusing,
          ...(opened.length === 0 ? {} : { opened: opened.map(({ patient }) => patient) }),
        },
      };
    },
    forget() {
      refusals = undefined;
    },
  };
}
