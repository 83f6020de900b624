import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newVisit, patientName, playSteps, type StepResult, type Visit, visitSteps } from '@lienmach/cli';
import { ageOn, identifierSystems, toVnDay } from '@lienmach/core';
import { makeSelfSignedCertificate, softwareSigner, verifyDocument } from '@lienmach/documents';
import type {
  AuditEvent,
  Bundle,
  DetectedIssue,
  DiagnosticReport,
  Encounter,
  FhirResource,
  Invoice,
  MedicationRequest,
  Observation,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, expectRefusal } from './house/ask.ts';
import { crcOfQr } from './house/crc-of-qr.ts';
import { openStoryHouse, type StoryHouse } from './house/open-story-house.ts';
import { readEnvelope, sum, tag, tags, xuOf } from './house/read-envelope.ts';
import { runCommand } from './house/run-command.ts';

interface Played {
  readonly visit: Visit;
  readonly told: readonly StepResult[];
  readonly files: ReadonlyMap<string, Buffer>;
}

let house: StoryHouse;
let first: Played;
let second: Played;

async function play(): Promise<Played> {
  const visit = newVisit(house.demo);
  const told = await playSteps(visitSteps, visit, () => undefined);
  const names = ['don-thuoc.pdf', 'phieu-thu.pdf', 'vietqr.txt', 'tom-tat-luot-kham.xml', 'GIAMDINHHS.xml'];
  const files = names.map((name) => [name, readFileSync(join(house.demo.outputFolder, name))] as const);
  return { visit, told, files: new Map(files) };
}

beforeAll(async () => {
  house = await openStoryHouse({ database: 'embedded' });
  first = await play();
  second = await play();
});
afterAll(() => house?.close());

const file = (name: string, { files } = first): Buffer => files.get(name) ?? Buffer.alloc(0);

async function found<R extends FhirResource>(query: string, role = 'tool'): Promise<R[]> {
  const bundle = await (await house.as(role)).get<Bundle<R>>(query);
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
}

async function pdfLines(name: string): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file(name))), { mergePages: true });
  return text.split('\n').map((line) => line.trim());
}

describe('tờ giấy đưa người bệnh', () => {
  test('đơn thuốc A5: từng chữ tiếng Việt đúng như đã kê', async () => {
    const lines = await pdfLines('don-thuoc.pdf');
    const code = first.visit.prescription;
    expect(code).toMatch(/^99001[0-9a-z]{7}-C$/);
    expect(lines).toEqual(expect.arrayContaining(['ĐƠN THUỐC', 'DỊ ỨNG: Amoxicilin', 'Bác sĩ khám bệnh']));
    expect(lines).toContain(`Họ tên: ${patientName.toLocaleUpperCase('vi')}`);
    const age = ageOn('1990-09-05', toVnDay(new Date()));
    expect(lines).toContain(`Ngày sinh: 05/09/1990 (${age} tuổi) Giới tính: Nữ`);
    expect(lines).toContain('Số định danh cá nhân: 099190000123 Cân nặng: 61,5 kg');
    expect(lines.at(-2)).toMatch(/trang 1\/1$/);
    expect(lines).toContain('1. Amlodipin Thử 5 mg 28 viên');
    expect(lines).toContain('Sáng 1 viên Trưa – Chiều – Tối – Uống, sau ăn, 28 ngày');
    expect(lines).toContain('2. Atorvastatin Thử 20 mg 28 viên');
    expect(lines).toContain('Sáng – Trưa – Chiều – Tối 1 viên Uống, sau ăn tối, 28 ngày');
    expect(lines).toContain('Cộng: 02 khoản (hai khoản). Phần trống dưới dòng này không có thuốc.');
    expect(lines).toContain('Lời dặn: Ăn nhạt, đo huyết áp mỗi sáng, tái khám sau 28 ngày.');
    expect(lines.some((line) => line.startsWith(`Mã đơn thuốc: ${code} · mua thuốc đến hết ngày `))).toBe(true);
    expect(lines.join(' ')).toContain('Bệnh tăng huyết áp vô căn (nguyên phát) (I10)');
    expect(lines).toContain('BẢN THỬ – dữ liệu giả định, không có giá trị sử dụng');
  });

  test('đơn thuốc in đúng khổ A5', async () => {
    const page = await (await getDocumentProxy(new Uint8Array(file('don-thuoc.pdf')))).getPage(1);
    const [, , width = 0, height = 0] = page.view;
    const millimetres = (points: number): number => Math.round((points / 72) * 25.4);
    expect([millimetres(width), millimetres(height)]).toEqual([148, 210]);
  });

  test('phiếu thu: tổng tiền bằng các dòng cộng dòng làm tròn', async () => {
    const text = (await pdfLines('phieu-thu.pdf')).join(' ');
    expect(text).toContain('PHIẾU THU');
    expect(text).toContain(`Người nộp: ${patientName.toLocaleUpperCase('vi')}`);
    const [, lines = '', rounding = '', total = ''] =
      /Nội dung Số tiền (.*) Làm tròn đến đồng (-?[\d.,]+) đ Tổng thu ([\d.]+) đ/.exec(text) ?? [];
    const xu = (amount: string): number => Math.round(Number(amount.replaceAll('.', '').replace(',', '.')) * 100);
    const amounts = [...lines.matchAll(/ ([\d.]+(?:,\d{2})?) đ/g)].map((match) => xu(match[1] ?? ''));
    expect(amounts).toHaveLength(10);
    expect(amounts.reduce((a, b) => a + b, 0) + xu(rounding)).toBe(xu(total));
  });

  test('mã VietQR: số kiểm tra đúng, tài khoản của cơ sở, số tiền và nội dung đúng', async () => {
    const payload = file('vietqr.txt').toString('latin1').trim();
    expect(payload.slice(-4)).toBe(crcOfQr(payload.slice(0, -4)));
    const [receipt] = await receipts(first.visit);
    expect(payload).toContain('0006999999');
    expect(payload).toContain(
      `54${String(receipt?.totalGross?.value).length.toString().padStart(2, '0')}${receipt?.totalGross?.value}`,
    );
    const reference = receipt?.identifier?.find((one) => one.system === identifierSystems.paymentReference)?.value;
    expect(payload).toContain(reference);
  });
});

async function receipts({ encounter, patient }: Visit): Promise<Invoice[]> {
  const all = await found<Invoice>(`Invoice?subject=Patient/${patient}&status=balanced`);
  return all.filter((one) => one.identifier?.some((id) => id.value?.startsWith(`${encounter}.`)));
}

describe('hồ sơ thanh toán BHYT', () => {
  const envelope = (played = first) => readEnvelope(file('GIAMDINHHS.xml', played).toString('utf8'));
  const inner = (kind: string, played = first): string => envelope(played).files.get(kind) ?? '';

  test('phong bì mở được: mã cơ sở, một hồ sơ, đủ XML1 đến XML5, một mã liên kết ở mọi dòng', () => {
    const { facility, count, files } = envelope();
    expect([facility, count, [...files.keys()]]).toEqual(['99001', '1', ['XML1', 'XML2', 'XML3', 'XML4', 'XML5']]);
    const ids = [...files.values()].flatMap((xml) => tags(xml, 'MA_LK'));
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(1);
    expect(tag(inner('XML1'), 'HO_TEN')).toBe(patientName);
    expect([tag(inner('XML1'), 'MA_BENH_CHINH'), tag(inner('XML1'), 'MA_BENH_KT')]).toEqual(['I10', 'E78.5']);
  });

  test('số tiền ở XML1 bằng tổng các dòng thuốc và dịch vụ, đến từng xu', () => {
    const rows = (name: string) => sum([...tags(inner('XML2'), name), ...tags(inner('XML3'), name)]);
    const total = (name: string) => xuOf(tag(inner('XML1'), name));
    expect(total('T_THUOC')).toBe(sum(tags(inner('XML2'), 'THANH_TIEN_BV')));
    expect(total('T_TONGCHI_BV')).toBe(rows('THANH_TIEN_BV'));
    expect(total('T_TONGCHI_BH')).toBe(rows('THANH_TIEN_BH'));
    for (const name of ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC']) expect(total(name), name).toBe(rows(name));
    expect(total('T_TONGCHI_BV')).toBe(total('T_BNTT') + total('T_BNCCT') + total('T_BHTT') + total('T_NGUONKHAC'));
  });

  test('phần người bệnh trong hồ sơ bằng số thu ngân đã thu, chỉ khác đúng dòng làm tròn', async () => {
    const [receipt] = await receipts(first.visit);
    const taken = BigInt(Math.round((receipt?.totalGross?.value ?? 0) * 100));
    const share = xuOf(tag(inner('XML1'), 'T_BNTT')) + xuOf(tag(inner('XML1'), 'T_BNCCT'));
    const rounding = Math.round(
      (receipt?.lineItem ?? [])
        .filter((line) => line.chargeItemCodeableConcept?.text === 'Làm tròn đến đồng')
        .reduce((all, line) => all + (line.priceComponent?.[0]?.amount?.value ?? 0), 0) * 100,
    );
    expect(taken).toBe(share + BigInt(rounding));
    expect(Math.abs(rounding)).toBeLessThanOrEqual(50);
  });

  test('mỗi lượt khám có mã liên kết riêng', () => {
    expect(tag(inner('XML1', second), 'MA_LK')).not.toBe(tag(inner('XML1'), 'MA_LK'));
    expect(tag(inner('XML1', second), 'MA_BN')).toBe(tag(inner('XML1'), 'MA_BN'));
  });
});

describe.concurrent('tóm tắt đã ký', () => {
  const verify = async (xml: string, name: string) => {
    const path = join(house.folder, `${name}.xml`);
    writeFileSync(path, xml);
    const { status, output } = await runCommand(['verify', path], house.environment);
    const verdict = JSON.parse(output) as { valid: boolean; reasons: { code: string; vi: string }[] };
    return [status, verdict.valid, ...verdict.reasons.map(({ code }) => code)];
  };
  const signed = (): string => file('tom-tat-luot-kham.xml').toString('utf8');
  const replaced = (from: string | RegExp, to: string): string => {
    const result = signed().replace(from, to);
    expect(result).not.toBe(signed());
    return result;
  };

  test('nguyên vẹn thì lệnh verify kết thúc bằng 0', async () => {
    expect(await verify(signed(), 'whole')).toEqual([0, true]);
  });

  test.each([
    ['một chữ trong nội dung', () => replaced('Nguyễn Thị Ví Dụ', 'Nguyễn Thị Vì Dụ'), 'changed'],
    ['một thuộc tính', () => replaced('gioiTinh="female"', 'gioiTinh="male"'), 'changed'],
    ['giờ ký', () => replaced(/(SigningTime>\d{4}-)\d\d/, '$101'), 'changed'],
    ['một dấu cách', () => replaced('<NguoiBenh ', '<NguoiBenh  '), 'notCanonical'],
    ['bỏ chữ ký', () => replaced(/<Signature .*<\/Signature>/s, ''), 'unsigned'],
  ])('đổi %s thì lệnh verify kết thúc bằng 1', async (name, forge, reason) => {
    expect(await verify(forge(), name)).toEqual([1, false, reason]);
  });

  test('ký lại bằng khóa khác: chữ ký tự nó đúng, nhưng cơ sở không tin người ký', async () => {
    const stranger = await makeSelfSignedCertificate('Bệnh viện Đa khoa Sông Mẫu (BẢN THỬ)', new Date(), 5);
    const content = replaced(/<Signature .*<\/Signature>/s, '').replace('Ví Dụ', 'Khác');
    const forged = await softwareSigner(stranger).sign(content, new Date());
    expect(verifyDocument(forged, { trusted: [stranger.certificate], now: new Date() }).valid).toBe(true);
    expect(await verify(forged, 'stranger')).toEqual([1, false, 'untrusted']);
  });
});

describe('kết quả xét nghiệm', () => {
  test('mỗi chỉ số nối với chỉ định và mẫu của nó; đúng một chỉ số ngoài khoảng tham chiếu được đánh dấu', async () => {
    const here = `encounter=Encounter/${first.visit.encounter}&_count=100`;
    const orders = await found<ServiceRequest>(`ServiceRequest?${here}`, 'doctor');
    const reports = await found<DiagnosticReport>(`DiagnosticReport?${here}`, 'doctor');
    const results = await found<Observation>(`Observation?${here}&category=laboratory`, 'doctor');
    expect([orders.length, reports.length, results.length]).toEqual([7, 7, 23]); // LDL by Friedewald follows from the tube
    expect(new Set([...orders, ...reports, ...results].map(({ status }) => status))).toEqual(
      new Set(['completed', 'final']),
    );
    for (const result of results) {
      const order = orders.find(({ id }) => result.basedOn?.[0]?.reference === `ServiceRequest/${id}`);
      const report = reports.find((one) => one.result?.some((ref) => ref.reference === `Observation/${result.id}`));
      expect(report?.basedOn?.[0]?.reference).toBe(`ServiceRequest/${order?.id}`);
      expect(order?.specimen?.map(({ reference }) => reference)).toContain(result.specimen?.reference);
      expect(result.subject?.reference).toBe(`Patient/${first.visit.patient}`);
    }
    const flags = results.map((result) => result.interpretation?.[0]?.coding?.[0]?.code);
    expect(flags.filter((flag) => flag !== 'N')).toEqual(['H']);
  });
});

describe('người bệnh trở lại', () => {
  test('vẫn một hồ sơ người bệnh, hai lượt khám', async () => {
    const number = `${identifierSystems.personalNumber}|099190000123`;
    const patients = await found<Patient>(`Patient?identifier=${encodeURIComponent(number)}`);
    expect(patients.map(({ id }) => id)).toEqual([first.visit.patient]);
    expect(second.visit.patient).toBe(first.visit.patient);
    expect(second.told[0]?.told).toContain('đã có hồ sơ');
    const visits = await found<Encounter>(`Encounter?patient=${first.visit.patient}`);
    expect(visits.map(({ status }) => status)).toEqual(['finished', 'finished']);
  });

  test('kê trùng thuốc còn đang dùng: được phép khi ghi lý do, và lý do được giữ lại', async () => {
    const kept = await found<DetectedIssue>(`DetectedIssue?patient=Patient/${first.visit.patient}`, 'doctor');
    expect(kept.length).toBeGreaterThanOrEqual(2);
    for (const issue of kept) expect(JSON.stringify(issue)).toContain('Tái khám sớm, đã thu hồi thuốc của đơn trước');
    const codes = (
      await found<MedicationRequest>(`MedicationRequest?patient=Patient/${first.visit.patient}`, 'doctor')
    ).map((line) => line.groupIdentifier?.value);
    expect(new Set(codes)).toEqual(new Set([first.visit.prescription, second.visit.prescription]));
  });
});

describe('sổ truy cập', () => {
  const events = (query: string) => found<AuditEvent>(`AuditEvent?_count=1000&${query}`, 'administrator');

  test('ghi đủ: đọc, ghi, gọi thao tác, bị từ chối; mỗi dòng có người và giờ', async () => {
    expectRefusal(
      await ask(house, 'nurse', ['POST', `Encounter/${first.visit.encounter}/$finish`]),
      403,
      'system-kit.notAllowed at ?',
    );
    const log = await events(`patient=${first.visit.patient}`);
    expect(new Set(log.map(({ action }) => action))).toEqual(new Set(['C', 'R', 'U', 'E']));
    const people = new Set(log.map(({ agent }) => agent[0]?.who?.reference));
    for (const id of ['tiep-don', 'dieu-duong', 'bac-si', 'bac-si-xet-nghiem', 'thu-ngan', 'giam-dinh'])
      expect(people).toContain(`Practitioner/${id}`);
    expect(people).toContain('Device/lab-analyzer');
    for (const { recorded, agent } of log) {
      expect(Date.parse(recorded)).not.toBeNaN();
      expect(agent[0]?.who?.reference ?? agent[0]?.who?.identifier?.value).toBeTruthy();
    }
    const refused = log.filter(
      ({ outcome, subtype, agent }) =>
        outcome === '4' &&
        subtype?.[0]?.code === 'Encounter$finish' &&
        agent[0]?.who?.reference === 'Practitioner/dieu-duong',
    );
    expect(refused).toHaveLength(1);
  });

  test('chỉ quản trị viên xem được sổ', async () => {
    expectRefusal(await ask(house, 'doctor', ['GET', 'AuditEvent']), 403, 'access.roleForbidden at ?');
  });

  test('lệnh kiểm tra: sổ nguyên vẹn khi đang chạy, và sau khi dừng thì mọi dòng đều đã niêm phong', async () => {
    const running = await runCommand(['check', 'audit'], house.environment);
    expect([running.status, JSON.parse(running.output)]).toEqual([0, expect.objectContaining({ isIntact: true })]);
    await house.stop();
    const stopped = await runCommand(['check', 'audit'], house.environment);
    const { isIntact, sealed, unsealedTail } = JSON.parse(stopped.output);
    expect([stopped.status, isIntact, unsealedTail]).toEqual([0, true, 0]);
    expect(sealed).toBeGreaterThan(100);
  });
});
