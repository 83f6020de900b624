import type { Sql } from '@lienmach/fhir-store';

/** what signs somebody in again without a password */
const kept = ['Session', 'RefreshToken', 'AuthorizationCode', 'Grant'];

/**
 * Everything that this person is signed in with ends: cookies and refresh tokens are removed, and access tokens of before
 * carry an older generation than the account.
 *
 * @returns sessions that were open
 */
export async function endSessions(sql: Sql, login: string): Promise<number> {
  await sql.query({
    text: 'update access_account set generation = generation + 1 where login = $1',
    values: [login],
  });
  const gone = await sql.query<{ model: string }>({
    text: `delete from access_payload where model = any($1::text[]) and payload::json->>'accountId' = $2 returning model`,
    values: [kept, login],
  });
  return gone.filter(({ model }) => model === 'Session').length;
}
