import { writeEnvelope } from '../exchange/write-envelope.ts';
import { claimWith } from './claim-for-tests.ts';

/** The envelope of a sound plain visit, as another program would bring it. @param claimId  its MA_LK */
export function envelopeForTests(claimId: string): string {
  const own: Readonly<Record<string, string>> = { MA_LK: claimId, MA_BN: claimId, MA_BENH: 'I10' };
  const claim = new Map(
    [...claimWith()].map(([table, rows]) => [
      table,
      rows.map((row) => new Map([...row].map(([name, text]) => [name, own[name] ?? text]))),
    ]),
  );
  return writeEnvelope({ facility: '99001', made: '20260908', claims: [claim] });
}
