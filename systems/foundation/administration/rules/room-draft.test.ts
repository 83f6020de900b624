import { expect, test } from 'vitest';
import { type RoomInput, roomDraft } from './room-draft.ts';

const good: RoomInput = { name: ' Phòng khám Mắt ', kind: 'exam-room', examService: '02.1896', isActive: true };

test('phòng đủ thông tin: bỏ khoảng trắng thừa, để trống ngày là không hạn', () => {
  expect(roomDraft('mat', { ...good, department: ' K30 ' })).toEqual({
    id: 'mat',
    name: 'Phòng khám Mắt',
    kind: 'exam-room',
    department: 'K30',
    examService: '02.1896',
    isActive: true,
  });
  expect(roomDraft('x', { ...good, validFrom: '2026-03-02', validTo: '2026-03-02' })).toMatchObject({
    validFrom: '2026-03-02',
    validTo: '2026-03-02',
  });
});

test.each([
  [{ name: ' ' }, 'administration.roomNameMissing'],
  [{ kind: 'phong-la' }, 'administration.unknownKind'],
  [{ validFrom: '2026-03-03', validTo: '2026-03-02' }, 'administration.badDays'],
  [{ validFrom: '2026-03' }, 'administration.badDays'],
])('%o bị từ chối', (change, code) => {
  expect(() => roomDraft('', { ...good, ...change })).toThrow(expect.objectContaining({ code }));
});

test('phòng khám phải có dịch vụ khám; quầy thì không', () => {
  const { examService: _, ...without } = good;
  expect(() => roomDraft('', without)).toThrow(expect.objectContaining({ code: 'administration.serviceMissing' }));
  expect(roomDraft('', { ...without, kind: 'cashier' })).toMatchObject({ kind: 'cashier' });
});
