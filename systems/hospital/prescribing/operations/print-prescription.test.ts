import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary } from 'fhir/r4';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';
import type { Prescribed } from './prescribe.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

const print = (at: string, code?: string) =>
  hospital.as('doctor').call<Binary>('Encounter/$print-prescription', at, code === undefined ? {} : { code });

async function textOf(binary: Binary): Promise<string> {
  expect(binary.contentType).toBe('application/pdf');
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(binary.data ?? '', 'base64')));
  const page = (await pdf.getPage(1)).getViewport({ scale: 1 });
  expect([Math.round(page.width), Math.round(page.height)]).toEqual([420, 595]);
  return (await extractText(pdf, { mergePages: true })).text.replace(/\s+/g, ' ');
}

test('đơn A5 đủ các mục pháp lý, tiếng Việt đúng từng chữ', async () => {
  const { encounter, patient } = await seatPatient(hospital);
  await hospital.as('nurse').call('Patient/$record-allergy', patient, { ingredient: '40.154' });
  const { prescription } = await hospital.as('doctor').call<Prescribed>('Encounter/$prescribe', encounter, {
    line: [{ drug: 'AML5', morning: '1', afternoon: '1/2', days: 6, timing: 'sau ăn' }],
    advice: 'Ăn nhạt, đo huyết áp mỗi sáng.',
  });
  const text = await textOf(await print(encounter));
  for (const piece of [
    'BỆNH VIỆN ĐA KHOA THỬ',
    'Điện thoại: 0000 000 001',
    'ĐƠN THUỐC',
    `Mã đơn thuốc: ${prescription[0]?.code}`,
    'mua thuốc đến hết ngày 07/03/2026',
    'Họ tên: NGUYỄN THỊ HOÀI AN',
    'Giới tính: Nữ',
    'Ngày sinh: 12/03/1958 (67 tuổi)',
    'Địa chỉ: Thôn Bàu Sen, Xã Thử, Tỉnh Thử',
    'Chẩn đoán: Tăng huyết áp vô căn (I10)',
    'DỊ ỨNG: Amoxicilin',
    'Amlodipin 5 mg (Amlor)',
    '09 viên',
    'Sáng 1 viên',
    'Chiều 1/2 viên',
    'Uống, sau ăn, 6 ngày',
    'Cộng: 01 khoản (một khoản)',
    'Lời dặn: Ăn nhạt, đo huyết áp mỗi sáng.',
    '07:30, ngày 02 tháng 03 năm 2026',
    'Số giấy phép hành nghề: 990003/THU-GPHN',
    'BẢN THỬ',
    'trang 1/1',
  ]) {
    expect(text).toContain(piece);
  }
});

test('đơn của trẻ nhỏ ghi tháng tuổi, cân nặng và người đưa đến', async () => {
  const { encounter } = await seatPatient(hospital, { birthDate: '2023-03-02' });
  await hospital.as('doctor').call('Encounter/$prescribe', encounter, {
    line: [{ drug: 'AMOX', morning: '1/2', days: 5 }],
    weight: 14.5,
    guardian: 'Trần Thị Bưởi',
  });
  const text = await textOf(await print(encounter));
  for (const piece of ['(36 tháng)', 'Cân nặng: 14,5 kg', 'Người đưa trẻ đến khám: Trần Thị Bưởi', '03 viên']) {
    expect(text).toContain(piece);
  }
});

test('thuốc gây nghiện ghi số lượng bằng chữ trên đơn riêng; nhiều đơn thì phải chọn mã', async () => {
  const { encounter } = await seatPatient(hospital);
  const { prescription } = await hospital.as('doctor').call<Prescribed>('Encounter/$prescribe', encounter, {
    line: [
      { drug: 'AML5', morning: '1', days: 5 },
      { drug: 'MORF', evening: '1', days: 7 },
    ],
  });
  await expect(print(encounter)).rejects.toMatchObject({ code: 'prescribing.severalPrescriptions' });
  const narcotic = prescription.find((one) => one.type === 'N')?.code;
  const text = await textOf(await print(encounter, narcotic));
  expect(text).toContain('07 (bảy) viên');
  expect(text).not.toContain('Amlodipin');
});

test('lượt khám chưa kê đơn, hoặc mã của đơn khác, thì không có gì để in', async () => {
  const { encounter } = await seatPatient(hospital);
  await expect(print(encounter)).rejects.toMatchObject({ code: 'prescribing.noPrescription', status: 404 });
  await expect(print(encounter, '99001aaaaaaa-C')).rejects.toMatchObject({ status: 404 });
});
