import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { printProfile } from './print-profile.ts';
import { rememberPrint } from './remember-print.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

const lineOf = async (room: string, form: string) => {
  const { line } = await world.hospital.as('cashier').call(printProfile, undefined, { room });
  return line.find((one) => one.form === form);
};

test('nhớ cho phòng: lần sau in như vậy, mẫu khác và phòng khác giữ nguyên', async () => {
  const cashier = world.hospital.as('cashier');
  expect(await lineOf('thu-ngan', 'PT')).toMatchObject({ printer: 'Máy cuộn', copies: 1 });
  const choice = { room: 'thu-ngan', form: 'PT', printer: 'Laser quầy 1', tray: 'Khay 2', paper: 'A5', copies: 2 };
  await cashier.call(rememberPrint, undefined, choice);
  await cashier.call(rememberPrint, undefined, { room: 'thu-ngan', form: 'BK01', copies: 3 });
  expect(await lineOf('thu-ngan', 'PT')).toMatchObject({
    printer: 'Laser quầy 1',
    tray: 'Khay 2',
    paper: 'A5',
    copies: 2,
  });
  expect(await lineOf('thu-ngan', 'BK01')).toMatchObject({ printer: 'Máy cuộn', copies: 3 });
  expect((await lineOf('noi-1', 'PT'))?.printer).toBeUndefined();
});

test.each([
  [{ room: 'khong-co' }, 'print-desk.unknownRoom'],
  [{ form: 'KHONG' }, 'print-desk.unknownForm'],
  [{ paper: 'A3' }, 'print-desk.unknownPaper'],
  [{ copies: 99 }, 'print-desk.badCopies'],
])('%j không nhớ được', async (wrong, code) => {
  const input = { room: 'thu-ngan', form: 'PT', ...wrong };
  await expect(world.hospital.as('nurse').call(rememberPrint, undefined, input)).rejects.toMatchObject({ code });
});
