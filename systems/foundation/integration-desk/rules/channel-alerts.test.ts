import { expect, test } from 'vitest';
import { channelAlerts } from './channel-alerts.ts';

const now = new Date('2026-11-22T10:00:00Z');
const ago = (minutes: number, ms = 0) => new Date(now.getTime() - minutes * 60_000 - ms);
const quiet = { since: ago(1000), parked: 0 };

test.each([
  ['im đúng bằng thời hạn thì chưa báo', { silentMinutes: 30 }, { ...quiet, lastMoved: ago(30) }, []],
  ['im quá một phần nghìn giây thì báo', { silentMinutes: 30 }, { ...quiet, lastMoved: ago(30, 1) }, ['silent']],
  ['chưa có bản tin nào: tính từ lúc đổi kênh', { silentMinutes: 30 }, { ...quiet, since: ago(29) }, []],
  [
    'bản tin cũ trước khi bật lại: tính từ lúc bật',
    { silentMinutes: 30 },
    { since: ago(5), parked: 0, lastMoved: ago(90) },
    [],
  ],
  ['đủ số bản tin chờ người xử lý', { parked: 3 }, { ...quiet, parked: 3 }, ['parked']],
  ['còn thiếu một bản tin', { parked: 3 }, { ...quiet, parked: 2 }, []],
  ['hàng chờ gửi quá lâu', { waitingMinutes: 10 }, { ...quiet, waitingSince: ago(10, 1) }, ['waiting']],
  ['hàng chờ gửi vừa đúng hạn', { waitingMinutes: 10 }, { ...quiet, waitingSince: ago(10) }, []],
  ['chứng thư còn hơn 30 ngày', {}, { ...quiet, goodUntil: ago(-30 * 1440, -1) }, []],
  ['chứng thư còn đúng 30 ngày', {}, { ...quiet, goodUntil: ago(-30 * 1440) }, ['expiring']],
  ['chứng thư còn một phần nghìn giây', {}, { ...quiet, goodUntil: ago(0, -1) }, ['expiring']],
  ['chứng thư hết hạn đúng lúc này', {}, { ...quiet, goodUntil: now }, ['expired']],
  ['thiếu tệp bí mật', {}, { ...quiet, lacksSecret: true }, ['secret']],
  ['kênh không khai gì thì không báo gì', {}, { ...quiet, parked: 99, waitingSince: ago(900) }, []],
])('%s', (_title, limits, ground, expected) => {
  expect(channelAlerts(limits, ground, now)).toEqual(expected);
});
