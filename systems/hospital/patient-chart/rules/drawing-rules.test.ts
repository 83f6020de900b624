import type { Condition, MedicationRequest, Observation } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { AccessEntry } from './access-entry.ts';
import { accessVisits, deedOf } from './access-visits.ts';
import { chartEvents } from './chart-events.ts';
import type { ChartRecord } from './chart-record.ts';
import { conditionLines } from './condition-lines.ts';
import { drawnTrend } from './drawn-trend.ts';
import { pointsOf } from './measured-value.ts';
import { medicineBars, packBars } from './medicine-bars.ts';
import { rangeFor, ticksOf, timeWindow, widen } from './time-window.ts';

const now = new Date('2026-11-20T01:30:00.000Z');
const subject = { reference: 'Patient/a' };

describe('thuốc thành vạch', () => {
  const drug = (
    text: string,
    authoredOn: string,
    days: number,
    more: Partial<MedicationRequest> = {},
  ): MedicationRequest => ({
    resourceType: 'MedicationRequest',
    id: `${text} ${authoredOn}`,
    status: 'completed',
    intent: 'order',
    subject,
    medicationCodeableConcept: { text },
    authoredOn,
    dispenseRequest: { expectedSupplyDuration: { value: days, code: 'd' } },
    ...more,
  });
  const bars = (...requests: MedicationRequest[]) => medicineBars(requests, now);

  test('đơn nối nhau là một vạch, kể cả đến trễ đúng 30 ngày; trễ 31 ngày là vạch mới', () => {
    const [first, late] = [drug('A', '2026-01-01T00:00:00Z', 30), drug('A', '2026-03-02T00:00:00Z', 30)];
    expect(bars(first, late)).toMatchObject([{ from: '2026-01-01T00:00:00Z', prescriptions: 2 }]);
    expect(bars(first, drug('A', '2026-03-02T00:00:01Z', 30))).toHaveLength(2);
  });
  test('ngừng thuốc có lý do; kê lại sau khi ngừng là vạch mới', () => {
    const stopped = drug('A', '2026-01-01T00:00:00Z', 30, { status: 'stopped', statusReason: { text: 'Ho khan' } });
    expect(bars(stopped, drug('A', '2026-01-20T00:00:00Z', 30)).map(({ reason }) => reason)).toEqual([
      undefined,
      'Ho khan',
    ]);
  });
  test('đang dùng: đơn còn hiệu lực và chưa hết thuốc quá một tháng; nháp, đã hủy, ghi nhầm không là thuốc', () => {
    const active = { status: 'active' as const };
    expect(bars(drug('A', '2026-10-01T00:00:00Z', 30, active))[0]?.isActive).toBe(true);
    expect(bars(drug('A', '2026-08-01T00:00:00Z', 30, active))[0]?.isActive).toBe(false);
    const unreal = (['draft', 'cancelled', 'entered-in-error'] as const).map((status) =>
      drug('A', '2026-10-01', 30, { status }),
    );
    expect(bars(...unreal)).toEqual([]);
  });
  test('vạch không đè nhau thì chung hàng', () => {
    const all = bars(
      drug('A', '2026-01-01T00:00:00Z', 30),
      drug('B', '2026-01-15T00:00:00Z', 30),
      drug('C', '2026-03-01T00:00:00Z', 30),
    );
    expect(packBars(all).map((row) => row.map(({ name }) => name))).toEqual([['A', 'C'], ['B']]);
  });
});

describe('trục thời gian', () => {
  test.each([
    ['6m', '2026-04-30T17:00:00.000Z'],
    ['1y', '2025-10-31T17:00:00.000Z'],
    ['3y', '2023-10-31T17:00:00.000Z'],
  ] as const)('%s bắt đầu từ %s', (range, from) => {
    expect(new Date(timeWindow(range, now, undefined).from).toISOString()).toBe(from);
  });
  test('cả đời bắt đầu trước sự kiện đầu tiên, ít nhất một tháng', () => {
    expect(timeWindow('all', now, '2019-01-01T00:00:00Z').from).toBeLessThan(Date.parse('2019-01-01'));
    expect(timeWindow('all', now, '2026-11-19T00:00:00Z').from).toBeLessThanOrEqual(now.getTime() - 30 * 86_400_000);
  });
  test.each([
    ['6m', 1, '1y'],
    ['all', 1, 'all'],
    ['6m', -1, '6m'],
  ] as const)('%s %d → %s', (range, by, expected) => {
    expect(widen(range, by)).toBe(expected);
  });
  test.each([
    ['2026-10-01T00:00:00Z', '6m', '6m'],
    ['2026-01-01T00:00:00Z', '6m', '1y'],
    ['2024-01-01T00:00:00Z', '1y', '3y'],
    ['2015-01-01T00:00:00Z', '6m', 'all'],
    ['2026-10-01T00:00:00Z', '3y', '3y'],
  ] as const)('sự kiện %s khi đang xem %s thì xem %s', (at, range, expected) => {
    expect(rangeFor(at, range, now)).toBe(expected);
  });
  test('không quá mười ba vạch, tháng một mang tên năm', () => {
    for (const range of ['6m', '1y', '3y', 'all'] as const) {
      const ticks = ticksOf(timeWindow(range, now, '1960-01-01T00:00:00Z'));
      expect(ticks.length).toBeGreaterThan(3);
      expect(ticks.length).toBeLessThanOrEqual(14);
      expect(ticks.every(({ month, year }) => (month === 1) === (year !== undefined))).toBe(true);
    }
  });
});

describe('số đo trên đồ thị', () => {
  const result = (at: string, value: number, more: Partial<Observation> = {}): Observation => ({
    resourceType: 'Observation',
    id: at,
    status: 'final',
    code: { text: 'Kali', coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
    effectiveDateTime: at,
    valueQuantity: { value, unit: 'mmol/L' },
    ...more,
  });
  test('cũ trước mới sau; ghi nhầm, không giờ, không số thì bỏ; giữ dấu nhỏ hơn và cờ của phòng xét nghiệm', () => {
    const flagged = {
      interpretation: [{ coding: [{ code: 'H' }] }],
      referenceRange: [{ low: { value: 3.5 }, high: { value: 5 } }],
    };
    const points = pointsOf([
      result('2026-02-01', 5.3, flagged),
      result('2026-01-01', 4, {
        valueQuantity: { value: 4, comparator: '<' },
        interpretation: [{ coding: [{ code: 'N' }] }],
      }),
      result('2026-03-01', 9, { status: 'entered-in-error' }),
      { resourceType: 'Observation', status: 'final', code: {}, valueQuantity: { value: 1 } },
      {
        resourceType: 'Observation',
        status: 'final',
        code: {},
        effectiveDateTime: '2026-01-01',
        valueString: 'âm tính',
      },
    ]);
    expect(points).toEqual([
      { key: 'Observation/2026-01-01', at: '2026-01-01', value: 4, unit: '', comparator: '<' },
      { key: 'Observation/2026-02-01', at: '2026-02-01', value: 5.3, unit: 'mmol/L', flag: 'H', low: 3.5, high: 5 },
    ]);
  });
  test('HbA1c vẽ trước glucose; không có cả hai thì vẽ chỉ số mới nhất', () => {
    const [hba1c, potassium] = [
      result('2026-01-01', 7, { code: { text: 'HbA1c (NGSP)', coding: [{ code: '4548-4' }] } }),
      result('2026-02-01', 4),
    ];
    expect(drawnTrend([potassium, hba1c])).toEqual({ name: 'HbA1c', results: [hba1c] });
    expect(drawnTrend([potassium]).name).toBe('Kali');
    expect(drawnTrend([])).toEqual({ name: '', results: [] });
  });
});

test('bệnh ghi nhiều lượt là một dòng; đã bác bỏ thì bỏ', () => {
  const of = (code: string, recordedDate: string, more: Partial<Condition> = {}): Condition => ({
    resourceType: 'Condition',
    subject,
    code: { coding: [{ system: 'http://fhir.hl7.org.vn/core/CodeSystem/vn-icd10-cs', code }], text: code },
    recordedDate,
    ...more,
  });
  const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
  expect(
    conditionLines([
      of('I10', '2026-05-01'),
      of('E11', '2026-06-01'),
      of('I10', '2024-01-01'),
      of('A00', '2026-07-01', refuted),
    ]),
  ).toMatchObject([
    { code: 'E11', visits: 1 },
    { code: 'I10', visits: 2, first: '2024-01-01', last: '2026-05-01' },
  ]);
});

describe('ai đã vào hồ sơ', () => {
  const line = (at: string, who: string, more: Partial<AccessEntry> = {}): AccessEntry => ({
    at: `2026-11-20T${at}:00.000Z`,
    who,
    name: who,
    activity: 'read',
    action: 'R',
    refused: false,
    kind: ['Observation'],
    ...more,
  });
  test('một người trong vòng 15 phút là một lần; người khác xen giữa không tách; lần bị từ chối luôn đứng riêng', () => {
    const visits = accessVisits([
      line('09:30', 'an', { activity: 'create', action: 'C' }),
      line('09:20', 'binh'),
      line('09:15', 'an', { refused: true }),
      line('09:15', 'an', { activity: 'Patient$chart', action: 'E', kind: [] }),
      line('08:59', 'an'),
    ]);
    expect(visits.map(({ who, lines, deeds, refused }) => [who, lines, deeds.join(), refused])).toEqual([
      ['an', 2, 'open,write', false],
      ['binh', 1, 'read', false],
      ['an', 1, 'read', true],
      ['an', 1, 'read', false],
    ]);
  });
  test.each([
    ['Patient$chart', 'E', 'open'],
    ['DocumentReference$verify-signature', 'E', 'read'],
    ['Encounter$print-prescription', 'E', 'print'],
    ['Encounter$sign-summary', 'E', 'sign'],
    ['Encounter$finish', 'E', 'other'],
    ['search', 'R', 'read'],
    ['update', 'U', 'write'],
    ['operation', 'E', 'other'],
  ] as const)('%s %s là “%s”', (activity, action, deed) => {
    expect(deedOf({ activity, action })).toBe(deed);
  });
});

describe('các sự kiện', () => {
  const empty: ChartRecord = {
    encounter: [],
    condition: [],
    medication: [],
    allergy: [],
    immunization: [],
    document: [],
    pressure: [],
    trend: [],
    result: [],
    place: new Map([
      ['Organization/1', 'Bệnh viện'],
      ['Organization/2', 'Trạm'],
    ]),
  };
  const words = { visit: 'Lượt khám', pressure: 'HA', number: (value: number) => String(value).replace('.', ',') };
  const visit = { resourceType: 'Encounter' as const, status: 'finished' as const, class: { code: 'AMB' } };
  const told = (record: Partial<ChartRecord>) => chartEvents({ ...empty, ...record }, words, 'Organization/1');

  test('mới nhất trước; hủy và ghi nhầm không hiện; nơi khác thì nói; có mã bệnh chính trước và số đo của lượt', () => {
    const events = told({
      encounter: [
        {
          ...visit,
          id: 'cu',
          period: { start: '2025-01-01T01:00:00Z' },
          serviceProvider: { reference: 'Organization/2' },
        },
        {
          ...visit,
          id: 'moi',
          period: { start: '2026-01-01T01:00:00Z' },
          serviceProvider: { reference: 'Organization/1' },
          diagnosis: [
            { condition: { reference: 'Condition/k' }, rank: 2 },
            { condition: { reference: 'Condition/c' }, rank: 1 },
          ],
        },
        { ...visit, id: 'huy', status: 'cancelled', period: { start: '2026-02-01T01:00:00Z' } },
      ],
      condition: ['c', 'k'].map((id) => ({
        resourceType: 'Condition' as const,
        id,
        subject,
        code: {
          coding: [
            { system: 'http://fhir.hl7.org.vn/core/CodeSystem/vn-icd10-cs', code: id === 'c' ? 'I10' : 'E11.9' },
          ],
        },
      })),
      trend: [
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          code: { text: 'HbA1c (NGSP)' },
          encounter: { reference: 'Encounter/moi' },
          effectiveDateTime: '2026-01-01',
          valueQuantity: { value: 7.6, unit: '%' },
        },
      ],
    });
    expect(events).toMatchObject([
      {
        key: 'Encounter/moi',
        codes: ['I10', 'E11.9'],
        values: [{ label: 'HbA1c', text: '7,6 %' }],
        isElsewhere: false,
      },
      { key: 'Encounter/cu', place: 'Trạm', isElsewhere: true },
    ]);
  });
  test('giấy của một lượt đứng cùng lượt đó; dị ứng đã bác bỏ và "không dị ứng" không cắt ngang dòng thời gian', () => {
    const allergy = { resourceType: 'AllergyIntolerance' as const, patient: subject, recordedDate: '2026-01-01' };
    const events = told({
      encounter: [{ ...visit, id: 'e', period: { start: '2026-01-01T01:00:00Z' } }],
      document: [
        {
          resourceType: 'DocumentReference',
          id: 'd',
          status: 'current',
          docStatus: 'final',
          date: '2026-01-02',
          content: [],
          context: { encounter: [{ reference: 'Encounter/e' }] },
        },
      ],
      allergy: [
        { ...allergy, id: '1', code: { coding: [{ code: 'no-known-allergy' }] } },
        { ...allergy, id: '2', code: { text: 'Tôm' }, verificationStatus: { coding: [{ code: 'refuted' }] } },
      ],
    });
    expect(events).toMatchObject([{ key: 'Encounter/e', isSigned: true }]);
  });
});
