import { expect, test } from 'vitest';
import { toldGroups } from './integration-desk.ts';

test('nhóm nằm chờ: câu tiếng Việt, mã lạ, số bản tin; không có nội dung bản tin', () => {
  const at = new Date('2026-03-02T00:00:00Z');
  const outcome = {
    resourceType: 'OperationOutcome' as const,
    issue: [{ severity: 'error' as const, code: 'code-invalid' as const, details: { text: 'Mã “K+2” lạ.' } }],
  };
  const unknown = [{ at: 'OBX-3', code: 'K+2' }];
  expect(
    toldGroups([{ key: 'g', channel: 'au', count: 5, first: at, last: at, example: '9', reason: outcome, unknown }]),
  ).toEqual([
    {
      ...{ id: 'g', channel: 'au', code: 'K+2', count: 5, example: '9', reason: 'Mã “K+2” lạ.' },
      ...{ first: at.toISOString(), last: at.toISOString() },
    },
  ]);
});
