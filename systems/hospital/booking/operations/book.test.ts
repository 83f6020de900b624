import { toVnIso } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Appointment } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, openAppointmentBook } from '../stories/appointment-book.ts';
import { book } from './book.ts';
import { type FoundSlots, findSlots } from './find-slots.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openAppointmentBook(12);
});
afterEach(() => hospital.close());

const press = async (patient: string, more: object = {}, role = 'registrar') =>
  (
    await hospital.as(role).call<{ appointment: Appointment }>(book, undefined, {
      patient: { reference: `Patient/${patient}` },
      room: 'noi-1',
      start: at('08:00'),
      reason: 'Tái khám',
      ...more,
    })
  ).appointment;
const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });
const takenAt = async (start: string) => {
  const found = await hospital.as('registrar').call<FoundSlots>(findSlots, undefined, { room: 'noi-1', days: 3 });
  return found.day.flatMap(({ slot }) => slot).find((one) => one.start === start)?.taken;
};

test('đặt hẹn: giữ một chỗ, có mã hẹn, đúng phòng đúng giờ', async () => {
  const made = await press('p1');
  expect(made).toMatchObject({
    status: 'booked',
    start: at('08:00'),
    end: at('08:15'),
    created: toVnIso(hospital.now()),
    reasonCode: [{ text: 'Tái khám' }],
    participant: [{ actor: { reference: 'Patient/p1' } }, { actor: { reference: 'Location/noi-1' } }],
  });
  expect(made.identifier?.[0]?.value).toMatch(/^260302-[2-9A-Z]{4}$/);
  expect(await takenAt(at('08:00'))).toBe(1);
  expect(await press('p2', { start: '2026-03-02T01:00:00Z' })).toMatchObject({ start: at('08:00') });
  expect(await takenAt(at('08:00'))).toBe(2);
});

test('mười hai người đặt cùng lúc một giờ hai chỗ: đúng hai người được, mười người được báo hết chỗ', async () => {
  const all = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => press(`p${n + 1}`)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toEqual(refused('slotTaken'));
  expect(await takenAt(at('08:00'))).toBe(2);
  expect((await hospital.all('Slot')).filter(({ status }) => status === 'busy')).toHaveLength(2);
  expect(await hospital.all('Appointment')).toHaveLength(2);
});

test('giờ không nhận, giờ đã qua, thiếu lý do, phòng lạ: nói rõ, không ghi gì', async () => {
  await expect(press('p1', { start: at('10:00') })).rejects.toEqual(refused('notOffered'));
  await expect(press('p1', { start: at('08:00', '2026-03-05') })).rejects.toEqual(refused('notOffered'));
  await expect(press('p1', { reason: ' ' })).rejects.toEqual(refused('reasonRequired'));
  await expect(press('p1', { room: 'thu-ngan' })).rejects.toEqual(refused('unknownRoom'));
  hospital.tick(44);
  expect(await press('p1')).toMatchObject({ status: 'booked' });
  hospital.tick(1);
  await expect(press('p2')).rejects.toEqual(refused('inPast'));
  expect(await hospital.all('Appointment')).toHaveLength(1);
});

test('một người một phòng một ngày chỉ một hẹn; phòng khác, ngày khác thì được', async () => {
  await press('p1');
  await expect(press('p1', { start: at('09:00') })).rejects.toEqual(refused('alreadyBooked'));
  await press('p1', { room: 'noi-2' });
  await press('p1', { start: at('08:00', '2026-03-03') }, 'doctor');
  expect(await hospital.all('Appointment')).toHaveLength(3);
});
