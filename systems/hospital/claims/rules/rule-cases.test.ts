import { describe, expect, test } from 'vitest';
import { claimRules } from '../catalogs/claim-rules.ts';
import { judgeRuleCases } from '../stories/rule-cases/judge-rule-cases.ts';
import { ruleCases } from '../stories/rule-cases/rule-cases.ts';
import { claimChecks } from './claim-checks.ts';

describe('bảng 283 quy tắc', () => {
  const judged = judgeRuleCases();

  test.each(judged.map((one) => [one.rule.id, one] as const))('%s: báo ở ca sai, im ở ca sát bên', (_, one) => {
    expect(one.isChecked).toBe(true);
    expect(one.faults).toEqual([]);
  });

  test('đủ 283 quy tắc, mỗi quy tắc một lần; phép kiểm và ca nào cũng của một quy tắc', () => {
    const ids = claimRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(283);
    expect(ids).toHaveLength(283);
    expect(Object.keys(claimChecks).filter((id) => !ids.includes(id))).toEqual([]);
    expect(ruleCases.filter(([id]) => !ids.includes(id))).toEqual([]);
  });

  test('quy tắc chỉ biết từ trí nhớ hoặc chưa chắc thì chỉ là cảnh báo; câu chữ đủ hai thứ tiếng', () => {
    const unsure = claimRules.filter(({ confidence }) => ['from memory', 'unsure'].includes(confidence));
    expect(unsure.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(claimRules.filter(({ vi, en }) => !/[.]$/.test(vi) || !/[.]$/.test(en) || vi === en)).toEqual([]);
  });
});
