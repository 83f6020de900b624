import { expect, test } from 'vitest';
import { ageOf } from './age.ts';

/** 20/11/2026 in Viet Nam */
const now = new Date('2026-11-20T01:31:00Z');

test.each([
  ['2026-11-20', { value: 0, unit: 'day' }],
  ['2026-10-24', { value: 27, unit: 'day' }],
  ['2026-10-23', { value: 0, unit: 'month' }],
  ['2026-10-20', { value: 1, unit: 'month' }],
  ['2023-10-20', { value: 37, unit: 'month' }],
  ['2020-11-21', { value: 71, unit: 'month' }],
  ['2020-11-20', { value: 6, unit: 'year' }],
  ['1958-03-12', { value: 68, unit: 'year' }],
  ['1958', { value: 68, unit: 'year' }],
  ['hôm qua', undefined],
  [undefined, undefined],
])('sinh %s thì %j', (birth, age) => {
  expect(ageOf(birth, now)).toEqual(age);
});
