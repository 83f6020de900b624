import { expect, test } from 'vitest';
import { randomVisit } from '../stories/random-visit.ts';
import { visitMoney } from '../stories/visit-money.ts';

const isLong = process.env.LIENMACH_TEST_LONG === '1';
const VISITS = isLong ? 100_000 : 2_000;
/** a situation that is met less often than this was not tried */
const LEAST = 5;
/** what every two thousand visits meet, besides each way of coming before and after 2026-07-01 */
const situations = [
  'hai thẻ',
  'thẻ hết hạn giữa đợt',
  'thẻ bắt đầu giữa đợt',
  'miễn cùng chi trả bắt đầu giữa đợt',
  'sát ngưỡng 15 %',
  'trần thanh toán',
  'nguồn khác cho người bệnh',
  'nguồn khác cho cơ sở',
  'ngoài phạm vi',
  'sơ sinh chưa có thẻ',
  'lương cơ sở đổi giữa đợt',
  'không có thẻ',
  'khám nhiều lần trong ngày',
];
const routes =
  '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.11 1.12 1.13 1.14 1.15 1.16 1.17 1.18 2 3.1 3.2 3.3 3.6 7 7.2 7.3 7.4 8 9 10'
    .split(' ')
    .flatMap((code) => [`đối tượng ${code} trước 01/07/2026`, `đối tượng ${code} từ 01/07/2026`]);

test(`${VISITS} lượt khám bất kỳ: từng dòng và từng tổng cộng đúng, không âm, khớp máy tính thứ hai và quy tắc tiền`, {
  timeout: isLong ? 7_200_000 : 120_000,
}, () => {
  const met = new Map<string, number>();
  const faults: string[] = [];
  // the first ones of the stories are others: these begin where those end
  for (let seed = 1001; seed <= 1000 + VISITS && faults.length < 20; seed += 1) {
    const money = visitMoney(randomVisit(seed));
    faults.push(...money.faults);
    for (const name of money.situations) met.set(name, (met.get(name) ?? 0) + 1);
  }
  expect(faults).toEqual([]);
  expect([...situations, ...routes].filter((name) => (met.get(name) ?? 0) < LEAST)).toEqual([]);
  if (isLong)
    console.log(
      [...met]
        .toSorted()
        .map(([name, count]) => `| ${name} | ${count} |`)
        .join('\n'),
    );
});
