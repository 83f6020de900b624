import { expect, test } from 'vitest';
import { namedResources } from './named-resources.ts';

test.each([
  ['dẫn chiếu thường', { subject: { reference: 'Patient/a' } }, ['Patient/a']],
  ['có phiên bản', { target: [{ reference: 'Observation/o-1/_history/3' }] }, ['Observation/o-1']],
  ['địa chỉ đầy đủ', { reference: 'https://bv.example/fhir/Encounter/e.1' }, ['Encounter/e.1']],
  ['tệp đính kèm', { content: [{ attachment: { url: 'Binary/b' } }] }, ['Binary/b']],
  ['trong phần mở rộng', { extension: [{ url: 'x', valueReference: { reference: 'Task/t' } }] }, ['Task/t']],
  ['chữ thường không phải là dẫn chiếu', { text: 'xem Patient/a', a: 'urn:uuid:1', b: '#x' }, []],
  ['hai lần là một', { a: 'Patient/a', b: 'Patient/a/_history/2' }, ['Patient/a']],
])('văn bản đã lưu nêu tên hồ sơ nào: %s', (_title, body, expected) => {
  expect([...namedResources(JSON.stringify(body))]).toEqual(expected);
});
