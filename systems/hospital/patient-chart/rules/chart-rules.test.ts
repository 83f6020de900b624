import type { AuditEvent, FhirResource, Observation } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { accessEntry } from './access-entry.ts';
import { belongsTo } from './belongs-to.ts';
import { countQuery, sectionQuery } from './chart-sections.ts';
import { mayReadAccessLog } from './may-read-access-log.ts';
import { inOneUnit } from './measured-value.ts';
import { indicatorKey, newestPerCode } from './newest-per-code.ts';

describe('dòng này có phải của người bệnh này?', () => {
  const of = (more: object) => ({ resourceType: 'Observation', ...more }) as FhirResource;
  test.each([
    [of({ subject: { reference: 'Patient/a' } }), true],
    [of({ patient: { reference: 'Patient/a' } }), true],
    [of({ subject: { reference: 'Patient/a/_history/1' } }), false],
    [of({ subject: { reference: 'Patient/ab' } }), false],
    [of({ subject: { reference: 'Patient/b' }, patient: { reference: 'Patient/a' } }), false],
    [of({ focus: [{ reference: 'Patient/a' }] }), false],
    [of({ subject: { identifier: { value: 'a' } } }), false],
    [of({}), false],
  ])('%j: %s', (resource, expected) => {
    expect(belongsTo(resource, ['a'])).toBe(expected);
  });
});

describe('giá trị mới nhất của từng chỉ số', () => {
  const result = (code: string, value: number, status: Observation['status'] = 'final'): Observation => ({
    resourceType: 'Observation',
    status,
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value },
  });
  const values = (found: ReadonlyMap<string, Observation>) =>
    [...found.values()].map((one) => one.valueQuantity?.value);

  test('đầu danh sách là mới nhất; ghi nhầm, đã hủy, chưa có kết quả thì lấy cái trước', () => {
    const found = newestPerCode([result('a', 1), result('b', 2, 'entered-in-error'), result('a', 3), result('b', 4)]);
    expect(values(found)).toEqual([1, 4]);
    expect(values(newestPerCode([result('a', 9, 'registered'), result('a', 8, 'cancelled'), result('a', 7)]))).toEqual([
      7,
    ]);
  });
  test('trang sau không đổi cái đã thấy', () => {
    const first = newestPerCode([result('a', 1)]);
    expect(values(newestPerCode([result('a', 5), result('c', 6)], first))).toEqual([1, 6]);
  });
  test.each([
    [{ coding: [{ code: 'x' }, { system: 's', code: 'y' }] }, 's|y'],
    [{ coding: [{ code: 'x' }], text: 'Kali' }, 'Kali'],
    [
      {
        coding: [
          { system: 's', code: 'K' },
          { system: 'http://loinc.org', code: '2823-3' },
        ],
      },
      'http://loinc.org|2823-3',
    ],
    [{}, ''],
  ])('%j gọi là “%s”', (code, key) => {
    expect(indicatorKey({ code })).toBe(key);
  });
});

test('nơi khác đo bằng đơn vị khác thì không vẽ chung một đường', () => {
  const point = (value: number, unit: string) => ({ key: `${value}`, at: '2026-03-02', value, unit });
  const points = [point(90, 'mg/dL'), point(5.1, 'mmol/L'), point(5.4, 'mmol/L')];
  expect(inOneUnit(points).map(({ value }) => value)).toEqual([5.1, 5.4]);
  expect(inOneUnit([])).toEqual([]);
});

describe('ai xem được ai đã mở hồ sơ', () => {
  test.each([
    [['records-clerk'], false, true],
    [['administrator'], false, true],
    [['doctor'], true, true],
    [['doctor'], false, false],
    [['doctor', 'records-clerk'], false, true],
    [['nurse'], true, false],
    [[], true, false],
  ])('%j, đã khám %s: %s', (roles, isTreating, expected) => {
    expect(mayReadAccessLog(roles, isTreating)).toBe(expected);
  });
});

describe('một dòng sổ truy cập', () => {
  const event: AuditEvent = {
    resourceType: 'AuditEvent',
    type: { code: 'rest' },
    subtype: [{ code: 'search' }],
    action: 'R',
    recorded: '2026-03-02T00:30:00.000Z',
    outcome: '0',
    agent: [
      { requestor: true, who: { reference: 'Practitioner/an', display: 'BS. An' }, network: { address: '10.0.0.5' } },
    ],
    source: { observer: { display: 'x' } },
    entity: [
      { what: { reference: 'Patient/a' } },
      { what: { reference: 'Patient/b' } },
      { what: { reference: 'Observation/o1' } },
      { what: { reference: 'Observation/o2' } },
      { query: 'Ymlt' },
    ],
  };
  test('kể loại, không kể ai khác, không kể từ đã tìm, không kể địa chỉ máy', () => {
    expect(accessEntry(event)).toEqual({
      at: '2026-03-02T00:30:00.000Z',
      who: 'Practitioner/an',
      name: 'BS. An',
      activity: 'search',
      action: 'R',
      refused: false,
      kind: ['Observation'],
    });
  });
  test('bị từ chối thì nói, có lý do thì kể', () => {
    const refused = accessEntry({
      ...event,
      outcome: '4',
      agent: [{ requestor: true, who: { identifier: { value: 'may-la' } }, purposeOfUse: [{ text: 'cấp cứu' }] }],
    });
    expect(refused).toMatchObject({ who: 'may-la', name: '', refused: true, purpose: 'cấp cứu' });
  });
});

test('mỗi phần là một trang, mới nhất trước', () => {
  expect(sectionQuery('encounter', 'a')).toBe('patient=Patient%2Fa&_sort=-date&_count=100');
  expect(decodeURIComponent(sectionQuery('trend', 'a', '2093-3'))).toContain('code=http://loinc.org|2093-3');
  expect(countQuery('a')).toBe('patient=Patient%2Fa&_summary=count');
});
