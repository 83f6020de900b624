import { openPostgres } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { resourcesInVisit, tagSystem } from './small-visit.ts';

export interface Findings {
  readonly whole: ReadonlySet<string>;
  /** what is there only in part, in words */
  readonly halves: readonly string[];
}

/** Looks at the tables themselves: a bundle is whole when all its resources, their index rows and their outbox entry are there. */
export async function whatIsThere(databaseUrl: string): Promise<Findings> {
  const sql = openPostgres({ url: databaseUrl, max: 1 });
  try {
    const rows = await sql.query<{ id: string; body: string }>({
      text: 'select id, body from resource where not deleted',
    });
    const indexed = new Set(
      (await sql.query<{ id: string }>({ text: 'select distinct id from idx_token' })).map((row) => row.id),
    );
    const outbox = await sql.query<{ entries: string }>({ text: 'select entries from outbox' });
    const told = new Set(
      outbox.flatMap((row) => (JSON.parse(row.entries) as { id: string }[]).map((entry) => entry.id)),
    );
    return judge(rows, indexed, told);
  } finally {
    await sql.close();
  }
}

function judge(
  rows: readonly { id: string; body: string }[],
  indexed: ReadonlySet<string>,
  told: ReadonlySet<string>,
): Findings {
  const members = new Map<string, string[]>();
  const halves: string[] = [];
  for (const { id, body } of rows) {
    const name = (JSON.parse(body) as FhirResource).meta?.tag?.find((tag) => tag.system === tagSystem)?.code;
    if (name === undefined) continue;
    members.set(name, [...(members.get(name) ?? []), id]);
    if (!indexed.has(id)) halves.push(`${name}: ${id} has no index rows`);
    if (!told.has(id)) halves.push(`${name}: ${id} is in no outbox row`);
  }
  for (const [name, ids] of members)
    if (ids.length !== resourcesInVisit) halves.push(`${name}: ${ids.length} of ${resourcesInVisit} resources`);
  return { whole: new Set(members.keys()), halves };
}
