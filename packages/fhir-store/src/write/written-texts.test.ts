import type { Bundle, Patient } from 'fhir/r4';
import { expect, test } from 'vitest';
import { parseStored } from '../parse-json.ts';
import { bundleText, rememberText } from './written-texts.ts';

const text = '{"resourceType":"Patient","id":"a","extension":[{"url":"x","valueDecimal":1.10}]}';
const patient = parseStored(text);
const other: Patient = { resourceType: 'Patient', id: 'b' };

test.each([
  ['bundle rỗng', { resourceType: 'Bundle', type: 'batch-response', entry: [] }],
  ['không có mục nào', { resourceType: 'Bundle', type: 'batch-response' }],
  [
    'mục đủ kiểu',
    {
      resourceType: 'Bundle',
      type: 'transaction-response',
      entry: [
        { resource: patient, response: { status: '201 Created' } },
        { resource: other, response: { status: '200 OK' } },
        { response: { status: '204 No Content' } },
        { resource: patient },
        { fullUrl: 'urn:x', resource: patient, response: { status: '201 Created' } },
      ],
    },
  ],
] as [string, Bundle][])('%s: chữ của câu trả lời đúng như JSON.stringify', (_, bundle) => {
  rememberText(patient, text);
  expect(JSON.parse(bundleText(bundle))).toEqual(JSON.parse(JSON.stringify(bundle)));
  expect(bundleText(bundle).split('"valueDecimal":1.10')).toHaveLength(
    JSON.stringify(bundle).split('"valueDecimal":1.10').length,
  );
});
