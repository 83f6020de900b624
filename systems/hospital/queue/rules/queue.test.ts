import { codeSystems, maskedName } from '@lienmach/core';
import fc from 'fast-check';
import type { Encounter, ServiceRequest, Task } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { paceOf } from './pace.ts';
import { byTurn, inListOrder, nextVisit, type QueuedVisit } from './queue-order.ts';
import { calledTask, type QueueTicket, readTicket, skippedTask } from './queue-ticket.ts';
import { callKind, justCalled } from './repeated-press.ts';
import { visitStanding } from './visit-state.ts';

const MINUTE = 60_000;
const task: Task = { resourceType: 'Task', status: 'requested', intent: 'order' };
const blank: QueueTicket = {
  task,
  number: 1,
  lane: 'ordinary',
  arrivedAt: 0,
  mark: undefined,
  calls: 0,
  firstCalledAt: undefined,
  calledAt: undefined,
  calledBy: undefined,
  skips: 0,
  skippedAt: undefined,
};
const ticket = (more: Partial<QueueTicket> = {}): QueueTicket => ({ ...blank, ...more });

describe('thứ tự gọi', () => {
  test.each<[string, Partial<QueueTicket>, Partial<QueueTicket>]>([
    ['cấp cứu trước ưu tiên', { lane: 'emergency', arrivedAt: 9 }, { lane: 'priority', arrivedAt: 1 }],
    ['ưu tiên trước thường', { lane: 'priority', arrivedAt: 9 }, { arrivedAt: 1 }],
    ['đến trước gọi trước', { arrivedAt: 1, number: 9 }, { arrivedAt: 2, number: 1 }],
    ['cùng giờ: số nhỏ trước', { number: 1 }, { number: 2 }],
    ['qua lượt: sau người đang chờ lúc đó', { arrivedAt: 5 }, { arrivedAt: 1, skippedAt: 6 }],
    ['qua lượt: trước người đến sau', { arrivedAt: 1, skippedAt: 6 }, { arrivedAt: 7 }],
    ['ưu tiên đã qua lượt không giữ chỗ', { arrivedAt: 5 }, { lane: 'priority', arrivedAt: 1, skippedAt: 6 }],
  ])('%s', (_, first, second) => {
    expect(byTurn(ticket(first), ticket(second))).toBeLessThan(0);
    expect(byTurn(ticket(second), ticket(first))).toBeGreaterThan(0);
  });

  const visit = (state: QueuedVisit['state'], more: Partial<QueueTicket> = {}, since = 0): QueuedVisit => ({
    state,
    since,
    ticket: ticket(more),
  });

  test('cấp cứu, rồi người đã có kết quả, rồi người chờ; không còn ai thì không gọi', () => {
    const emergency = visit('waiting', { lane: 'emergency', number: 3 });
    const back = visit('results-back', { number: 1 });
    const waiting = visit('waiting', { lane: 'priority', number: 2 });
    expect(nextVisit([waiting, back, emergency])).toBe(emergency);
    expect(nextVisit([waiting, back])).toBe(back);
    expect(nextVisit([waiting])).toBe(waiting);
    expect(nextVisit([visit('in-exam'), visit('awaiting-results'), visit('called'), visit('done')])).toBeUndefined();
  });

  test('danh sách: đang khám, đã gọi, có kết quả, chờ khám, chờ cận lâm sàng, xong', () => {
    const all = (['done', 'awaiting-results', 'waiting', 'results-back', 'called', 'in-exam'] as const).map((state) =>
      visit(state),
    );
    expect(inListOrder(all).map(({ state }) => state)).toEqual(all.map(({ state }) => state).toReversed());
  });
});

describe('trạng thái lượt khám', () => {
  const order = (status: ServiceRequest['status'], lastUpdated?: string): ServiceRequest => ({
    resourceType: 'ServiceRequest',
    status,
    intent: 'order',
    subject: {},
    authoredOn: '1970-01-01T00:01:00Z',
    ...(lastUpdated === undefined ? {} : { meta: { lastUpdated } }),
  });
  const begun = ticket({ task: { ...task, status: 'completed' }, calledAt: MINUTE });
  const answered = order('completed', '1970-01-01T00:02:00.000Z');
  test.each<[string, Encounter['status'], QueueTicket, ServiceRequest[], object]>([
    ['mới đến', 'arrived', ticket(), [], { state: 'waiting', since: 0 }],
    ['đã đo sinh hiệu vẫn là chờ', 'triaged', ticket(), [], { state: 'waiting', since: 0 }],
    ['đã gọi', 'arrived', ticket({ mark: 'called' }), [], { state: 'called', since: 0 }],
    ['qua lượt', 'arrived', ticket({ mark: 'skipped' }), [], { state: 'waiting', since: 0 }],
    ['bác sĩ ghi khám', 'in-progress', begun, [], { state: 'in-exam' }],
    [
      'chờ cận lâm sàng',
      'in-progress',
      begun,
      [order('active'), answered],
      { state: 'awaiting-results', since: MINUTE },
    ],
    ['kết quả về đủ', 'in-progress', begun, [answered], { state: 'results-back', since: 2 * MINUTE }],
    ['gọi lại khi có kết quả', 'in-progress', { ...begun, calledAt: 2 * MINUTE }, [answered], { state: 'in-exam' }],
    ['chỉ định đã hủy không tính', 'in-progress', begun, [order('revoked')], { state: 'in-exam' }],
    ['kết thúc', 'finished', begun, [order('active')], { state: 'done' }],
    ['hủy', 'cancelled', ticket(), [], { state: 'done' }],
  ])('%s', (_, status, at, orders, expected) => {
    expect(visitStanding(status, at, orders)).toEqual(expected);
  });
});

describe('nhịp gọi', () => {
  const called = (arrived: number, at: number) => ticket({ arrivedAt: arrived * MINUTE, firstCalledAt: at * MINUTE });
  test('bốn khoảng: chưa đủ số liệu; năm khoảng: trung vị', () => {
    const five = [0, 4, 9, 12, 30].map((at) => called(0, at));
    expect(paceOf(five)).toEqual({ basis: 4 });
    expect(paceOf([...five, called(0, 35)])).toEqual({ basis: 5, minutes: 5 });
  });
  test('phòng vắng người không phải phòng chậm', () => {
    const idle = [...[0, 4, 8, 12, 16, 20].map((at) => called(0, at)), called(100, 110)];
    expect(paceOf(idle)).toEqual({ basis: 5, minutes: 4 });
  });
  test('chỉ nhìn mười khoảng cuối; không có ai thì không nói gì', () => {
    const slowThenFast = [0, 60, 120, ...Array.from({ length: 10 }, (_, n) => 122 + n * 2)].map((at) => called(0, at));
    expect(paceOf(slowThenFast)).toEqual({ basis: 10, minutes: 2 });
    expect(paceOf([ticket()])).toEqual({ basis: 0 });
  });
});

describe('tên trên bảng', () => {
  test.each([
    ['Đào Thị Mai', 'Đào T. M.'],
    ['  nguyễn   văn ẩn ', 'nguyễn V. Ẩ.'],
    ['Ẩn', 'Ẩ.'],
    ['', ''],
  ])('%s → %s', (name, shown) => {
    expect(maskedName(name)).toBe(shown);
  });
  test('tên đệm và tên không bao giờ lộ quá một chữ', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (name) => {
        const [, ...rest] = maskedName(name).split(' ');
        expect(rest.every((word) => [...word].length <= 4)).toBe(true);
      }),
    );
  });
});

describe('bấm lặp', () => {
  const doctor = 'Practitioner/a';
  const called = ticket({ mark: 'called', calledAt: 0, calledBy: { reference: doctor } });
  test.each([
    ['cùng người trong 10 giây', doctor, 9_999, true],
    ['cùng người sau 10 giây', doctor, 10_000, false],
    ['người khác', 'Practitioner/b', 1, false],
  ])('gọi tiếp, %s', (_, who, now, same) => {
    expect(justCalled([{ ticket: called, state: 'called' }], who, now) !== undefined).toBe(same);
  });
  test('kết quả vừa về thì gọi tiếp là một lần gọi mới', () => {
    expect(justCalled([{ ticket: called, state: 'results-back' }], doctor, 1)).toBeUndefined();
  });
  test.each([
    ['chưa gọi', ticket(), doctor, 1, 'call'],
    ['cùng người trong 3 giây', called, doctor, 2_999, 'same-press'],
    ['gọi lại sau 3 giây', called, doctor, 3_000, 'call'],
    ['người khác trong 30 giây', called, 'Practitioner/b', 29_999, 'held'],
    ['người khác sau 30 giây', called, 'Practitioner/b', 30_000, 'call'],
  ] as const)('gọi đích danh, %s', (_, at, who, now, kind) => {
    expect(callKind(at, who, now)).toBe(kind);
  });
});

test('lần gọi và lần qua lượt ghi vào việc chờ khám, đọc lại đúng', () => {
  const at = new Date('2026-03-02T00:30:00.123Z');
  const by = { reference: 'Practitioner/a', display: 'BS A' };
  const first = readTicket(calledTask(readTicket({ ...task, priority: 'stat' }), at, by));
  expect(first).toMatchObject({ lane: 'emergency', calls: 1, mark: 'called', calledBy: by, calledAt: at.getTime() });
  const later = new Date(at.getTime() + MINUTE);
  const again = readTicket(calledTask(first, later, by));
  expect(again).toMatchObject({ calls: 2, firstCalledAt: at.getTime(), calledAt: later.getTime() });
  const skipped = readTicket(skippedTask(again, later));
  expect(skipped).toMatchObject({ mark: 'skipped', skips: 1, calls: 2, skippedAt: later.getTime() });
  expect(skipped.task.businessStatus?.coding).toEqual([{ system: codeSystems.queueState, code: 'skipped' }]);
  expect(readTicket({ ...task, priority: 'asap' }).lane).toBe('priority');
});
