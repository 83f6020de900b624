import { expect, test } from 'vitest';
import { scanOf } from './scan-kind.ts';

test.each([
  ['099158000123|012345678|NGUYEN THI MAU|12031958|Nu|To 4|10052021', 'identity-card'],
  ['HT3999900123456|4e|1|2|3|4|5|6|7|8|9|10|11|12|13|$', 'insurance-card'],
  ['LM7K2P9Q', 'payment'],
  ['BN26-018374', 'patient'],
  ['LK26117204', 'visit'],
  ['XN2611200311', 'tube'],
  ['99001abcdefg-n', 'prescription'],
  ['8934567890123', 'drug'],
  ['105-047', 'code'],
])('%s là %s', (text, kind) => {
  expect(scanOf(text)).toMatchObject({ kind, text });
});
