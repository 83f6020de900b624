import type { Migration } from '@lienmach/fhir-store';
import { isRefusal } from './refusals.ts';

/** Who acts for another organisation than the site, who broke the glass, and where the refusals among all consents are. */
const reach = `
create table access_party (
  holder text collate "C" not null,
  organization text collate "C" not null,
  primary key (holder, organization)
);
create table access_opening (
  who text collate "C" not null,
  name text not null,
  patient text collate "C" not null,
  reason text not null,
  opened timestamptz not null,
  until timestamptz not null
);
create index access_opening_who on access_opening (who, until);
create index access_opening_opened on access_opening (opened);
create index resource_refusal on resource (id) where ${isRefusal};
`;

/** After the store's `record-…`, whose table it looks into. */
export const reachMigrations: readonly Migration[] = [{ id: 'reach-0001', sql: reach }];
