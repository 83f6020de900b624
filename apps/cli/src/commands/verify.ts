import { join } from 'node:path';
import { verifyFile } from '@lienmach/documents';
import { readConfiguration } from '@lienmach/server';

/** `lienmach verify <file>`: exit status 0 only for a document that this site trusts, unchanged to the last character. */
export async function verify(file: string): Promise<void> {
  const { dataDir } = readConfiguration(process.env);
  const verdict = await verifyFile(file, [join(dataDir, 'keys'), join(dataDir, 'trust')], new Date());
  console.log(JSON.stringify(verdict, undefined, 2));
  if (!verdict.valid) process.exitCode = 1;
}
