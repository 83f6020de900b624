import { expect, test } from 'vitest';
import { codeSystems } from './canonical.ts';
import { controlLineTag, newestControlTag } from './control-tags.ts';

test('nhãn của điểm nội kiểm mới nhất: dấu phẩy, gạch đứng, dấu mũ, khoảng trắng trong tên lô không làm lệch tìm kiếm', () => {
  const key = { instrument: 'AU-2', indicator: 'K', lot: '4471', level: '1' };
  expect(newestControlTag(key)).toEqual({ system: codeSystems.controlNewest, code: 'AU-2^K^4471^1' });
  expect(controlLineTag(key)).toEqual({ system: codeSystems.controlLine, code: 'AU-2^K' });
  expect(newestControlTag({ ...key, lot: 'A,1|B  $^', level: '' }).code).toBe('AU-2^K^A%2C1%7CB%20%20%24%5E^');
});
