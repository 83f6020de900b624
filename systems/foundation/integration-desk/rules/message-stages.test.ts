import { expect, test } from 'vitest';
import { type Journey, messageStages } from './message-stages.ts';

const times = { decoded: 0.42, mapped: 3.4, committed: 9, answered: 9.3 };
const shown = (journey: Journey) =>
  messageStages(journey).map(({ name, state, took }) => `${name} ${state}${took === undefined ? '' : ` ${took}`}`);

test.each<[string, Journey, readonly string[]]>([
  [
    'bản tin đã ghi: năm bước đều xong, mỗi bước mất bao lâu',
    { state: 'applied', type: 'ORU^R01', ...times },
    ['received done', 'decoded done 0.4', 'mapped done 3', 'committed done 5.6', 'answered done 0.3'],
  ],
  [
    'mã lạ: dừng ở bước ánh xạ, không tới bước ghi',
    { state: 'parked', type: 'ORU^R01', decoded: 1, answered: 2 },
    ['received done', 'decoded done 1', 'mapped stopped', 'committed skipped', 'answered done 1'],
  ],
  [
    'hồ sơ không nhận: ánh xạ xong, dừng ở bước ghi',
    { state: 'parked', type: 'ORU^R01', decoded: 1, mapped: 2, answered: 4 },
    ['received done', 'decoded done 1', 'mapped done 1', 'committed stopped', 'answered done 2'],
  ],
  [
    'không đọc được: dừng ngay ở bước đọc',
    { state: 'refused', decoded: 0.2, answered: 0.3 },
    ['received done', 'decoded stopped 0.2', 'mapped skipped', 'committed skipped', 'answered done 0.1'],
  ],
  [
    'vừa nhận, chưa xử lý: mới lưu bản gốc',
    { state: 'received' },
    ['received done', 'decoded waiting', 'mapped waiting', 'committed waiting', 'answered waiting'],
  ],
])('%s', (_title, journey, expected) => {
  expect(shown(journey)).toEqual(expected);
});
