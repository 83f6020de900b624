import { expect, test } from 'vitest';
import { openDeskDoor } from '../stories/open-desk-door.ts';

test('bàn ánh xạ: mỗi mã lạ một dòng, bao nhiêu bản tin chờ, một bản tin làm ví dụ', async () => {
  const at = new Date('2026-03-02T00:00:00Z');
  const group = { channel: 'au', count: 5, first: at, last: at, example: '9' };
  const unknown = [
    { at: 'OBX-3', code: 'K+2' },
    { at: 'OBX-6', code: 'mEq', system: 'urn:unit' },
  ];
  const { ask } = openDeskDoor({
    groups: async () => [
      { ...group, key: 'g1', unknown },
      { ...group, key: 'g2', unknown: [] },
    ],
  });
  expect(await ask('integrator', 'mapping-desk')).toMatchObject({
    unknown: [
      { group: 'g1', code: 'K+2', count: 5, example: '9' },
      { group: 'g1', code: 'mEq', system: 'urn:unit' },
    ],
    pair: [],
  });
});
