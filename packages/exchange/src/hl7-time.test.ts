import { expect, test } from 'vitest';
import { fhirDate, fhirTime, hl7Date, hl7Time } from './hl7-time.ts';

test('thời điểm gửi đi luôn kèm múi giờ của cơ sở', () => {
  expect(hl7Time(new Date('2026-03-01T17:05:09.900Z'), '+07:00')).toBe('20260302000509+0700');
  expect(hl7Time(new Date('2026-03-01T17:05:09Z'), '-03:30')).toBe('20260301133509-0330');
  expect(hl7Time(new Date('2026-03-01T17:05:09Z'))).toBe('20260301170509+0000');
  expect(hl7Date('1990-05')).toBe('199005');
  expect(hl7Date('1990-05-09')).toBe('19900509');
});

test.each([
  ['20260302', '2026-03-02'],
  ['202603020755', '2026-03-02T07:55:00+07:00'],
  ['20260302075509.1234+0900', '2026-03-02T07:55:09+09:00'],
  ['20240229000000-0330', '2024-02-29T00:00:00-03:30'],
  ['', undefined],
  ['""', undefined],
])('%s đọc thành %s', (text, expected) => {
  expect(fhirTime(text, 'OBX-14', '+07:00')).toBe(expected);
});

test.each(['2026', '20260230', '20250229', '2026030224', '202603022460', 'hôm qua', '20260302T0755'])(
  'thời điểm sai bị từ chối: %s',
  (text) => {
    expect(() => fhirTime(text, 'OBX-14', '+07:00')).toThrow(/HL7 date/);
  },
);

test.each([
  ['1990', '1990'],
  ['199005', '1990-05'],
  ['19900509 ', '1990-05-09'],
  ['198808181126+0215', '1988-08-18'],
  ['""', undefined],
  ['', undefined],
])('ngày sinh %s giữ nguyên độ chính xác: %s', (text, expected) => {
  expect(fhirDate(text, 'PID-7')).toBe(expected);
});

test.each(['199013', '19900231', '9005', 'không rõ'])('ngày sinh sai bị từ chối: %s', (text) => {
  expect(() => fhirDate(text, 'PID-7')).toThrow(/HL7 date/);
});
