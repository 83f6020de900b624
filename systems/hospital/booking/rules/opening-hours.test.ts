import { extensions } from '@lienmach/core';
import type { Appointment, Schedule } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { weekly } from '../stories/appointment-book.ts';
import { appointmentCode, assertBooked } from './appointment.ts';
import { dayPlan } from './opening-hours.ts';

const times = (schedules: readonly Schedule[], day: string) =>
  dayPlan(schedules, day).slots.map(({ start }) => start.slice(11, 16));
const quarter = ['07:30', '07:45', '08:00', '08:15', '08:30', '08:45', '09:00', '09:15'];

describe('giờ nhận hẹn', () => {
  test('ngày làm việc cắt đủ khung giờ, khung cuối kết thúc đúng giờ đóng', () => {
    expect(times([weekly], '2026-03-02')).toEqual(quarter);
    expect(dayPlan([weekly], '2026-03-02').slots.at(-1)).toEqual({
      start: '2026-03-02T09:15:00+07:00',
      end: '2026-03-02T09:30:00+07:00',
      seats: 2,
      schedule: 'Schedule/lich-noi-1',
    });
  });
  test.each([
    ['chủ nhật', '2026-03-01', []],
    ['thứ bảy', '2026-03-07', []],
    ['trước ngày có hiệu lực', '2025-12-31', []],
    ['ngày đầu có hiệu lực', '2026-01-01', quarter],
  ])('%s', (_, day, expected) => {
    expect(times([weekly], day)).toEqual(expected);
  });
  test('ngày nghỉ đã khai: không nhận, nói lý do', () => {
    expect(dayPlan([weekly], '2026-03-05')).toEqual({ closed: 'Họp toàn viện', slots: [] });
  });
  test('lịch đã ngừng không tính; ngày cuối của lịch cũ còn tính', () => {
    expect(times([{ ...weekly, active: false }], '2026-03-02')).toEqual([]);
    const old = { ...weekly, planningHorizon: { start: '2026-01-01', end: '2026-03-02' } };
    expect(times([old], '2026-03-02')).toEqual(quarter);
    expect(times([old], '2026-03-03')).toEqual([]);
  });
  test('hai lịch cùng giờ: lịch có hiệu lực sau thay số chỗ; phần lẻ cuối giờ không thành khung', () => {
    const later: Schedule = {
      ...weekly,
      id: 'moi',
      planningHorizon: { start: '2026-03-01' },
      extension: [
        {
          url: extensions.bookingHours,
          extension: [
            { url: 'day', valueCode: 'mon' },
            { url: 'start', valueTime: '07:30:00' },
            { url: 'end', valueTime: '08:10:00' },
            { url: 'minutes', valueInteger: 30 },
            { url: 'seats', valueInteger: 5 },
          ],
        },
      ],
    };
    const { slots } = dayPlan([later, weekly], '2026-03-02');
    expect(slots.filter(({ seats }) => seats === 5).map(({ start }) => start.slice(11, 16))).toEqual(['07:30']);
    expect(slots).toHaveLength(8);
  });
});

test('mã hẹn: ngày hẹn và bốn ký tự không lẫn nhau khi đọc qua điện thoại', () => {
  expect(appointmentCode('2026-11-23', Uint8Array.from([0, 1, 30, 255]))).toBe('261123-23Z9');
});

test.each<[Appointment['status'], boolean]>([
  ['booked', true],
  ['arrived', false],
  ['cancelled', false],
  ['noshow', false],
  ['proposed', false],
])('hẹn ở trạng thái %s có đổi được không: %s', (status, may) => {
  const check = () => assertBooked({ resourceType: 'Appointment', status, participant: [] });
  if (may) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'booking.notBooked' }));
});
