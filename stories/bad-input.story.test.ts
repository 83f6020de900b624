import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityCardQr, insuranceCardQr, parametersOf, sendChunks, valueIn } from '@lienmach/cli';
import { addDays, toVnDay, toVnIso } from '@lienmach/core';
import type {
  Bundle,
  BundleEntry,
  Encounter,
  FhirResource,
  Observation,
  OperationOutcome,
  Parameters,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  framed,
  kept,
  numberOf,
  orderNumberOf,
  type ResultMessage,
  readAcknowledgement,
  resultMessage,
  send,
} from './house/analyzer-by-hand.ts';
import { type Answer, ask, expectRefusal, refusals } from './house/ask.ts';
import { cardOf, insuranceOf, manMau } from './house/cards.ts';
import { openStoryHouse, type StoryHouse } from './house/open-story-house.ts';
import { runCommand } from './house/run-command.ts';
import { nothingWritten } from './house/what-is-written.ts';

const year = new Date().getFullYear();
const glucose = '23.0075.1494';
const hba1c = '23.0083.1523';

let house: StoryHouse;
let patient: Patient;
let other: Patient;
let encounter: string;

beforeAll(async () => {
  house = await openStoryHouse({ database: 'shared', hasAnalyzer: false });
  patient = await enrol([identityCardQr, insuranceCardQr(year)]);
  other = await enrol([cardOf(manMau), insuranceOf(manMau, year)]);
  encounter = await openVisit(patient, insuranceCardQr(year), 'noi-1');
});
afterAll(() => house?.close());

async function enrol(scan: readonly string[]): Promise<Patient> {
  const answer = await (await house.as('registrar')).operation<Parameters>('Patient/$enroll', { scan });
  const made = valueIn<Patient>(answer, 'patient');
  if (made === undefined) throw new Error('nobody was enrolled');
  return made;
}

async function openVisit({ id }: Patient, scan: string, room: string): Promise<string> {
  const values = visitValues(id, scan, room);
  const answer = await (await house.as('registrar')).operation<Parameters>('Encounter/$open-visit', values);
  return valueIn<Encounter>(answer, 'encounter')?.id ?? '';
}

const visitValues = (id: string | undefined, scan: string, room: string) => ({
  patient: { valueReference: { reference: `Patient/${id}` } },
  card: { scan },
  room,
  reason: 'Mệt',
});

/** an operation as a bare request, with its answer whatever it is */
const call = (role: string, path: string, values: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  ask(house, role, ['POST', path], parametersOf(values));

const refused = (role: string, path: string, values: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  nothingWritten(house, () => call(role, path, values));

describe('quầy tiếp đón', () => {
  const insurance = insuranceCardQr(year);

  test.each([
    ['chữ bất kỳ', 'http://example.invalid/khong-phai-the', 'core.scanUnknown'],
    ['không có gì', ' ', 'core.scanEmpty'],
    ['CCCD bị cắt giữa chừng', identityCardQr.slice(0, 40), 'core.identityQrUnreadable'],
    ['CCCD sai ngày sinh', identityCardQr.replace('05091990', '31021990'), 'core.identityQrUnreadable'],
    ['CCCD thiếu một số', identityCardQr.slice(1), 'core.identityQrUnreadable'],
    ['thẻ BHYT bị cắt mất dấu kết thúc', insurance.slice(0, -20), 'core.insuranceQrUnreadable'],
    ['thẻ BHYT mất nửa đầu', insurance.slice(60), 'core.insuranceQrUnreadable'],
    ['chuỗi dài mười nghìn ký tự', '1|'.repeat(5_000), 'core.scanTooLong'],
  ])('mã quét sai: %s', async (_name, scan, code) => {
    const status = code === 'core.scanTooLong' ? 413 : 400;
    for (const operation of ['$identify', '$enroll']) {
      const scans = { scan: [identityCardQr, scan] };
      expectRefusal(await refused('registrar', `Patient/${operation}`, scans), status, `${code} at scan[1]`);
    }
    const values = visitValues(patient.id, scan, 'noi-2');
    expectRefusal(await refused('registrar', 'Encounter/$open-visit', values), status, `${code} at card.scan`);
  });

  test('thẻ hết hạn, thẻ chưa có giá trị', async () => {
    const open = (scan: string) =>
      refused('registrar', 'Encounter/$open-visit', visitValues(patient.id, scan, 'noi-2'));
    expectRefusal(await open(insuranceCardQr(year - 1)), 422, 'registration.cardExpired at card.validTo');
    expectRefusal(await open(insuranceCardQr(year + 1)), 422, 'registration.cardNotYetValid at card.validFrom');
  });

  test('thẻ của người khác: mọi chỗ khác nhau được nói cùng một lúc', async () => {
    const values = visitValues(patient.id, insuranceOf(manMau, year), 'noi-2');
    const answer = await refused('registrar', 'Encounter/$open-visit', values);
    expect(new Set(refusals(answer))).toEqual(
      new Set(['registration.cardOfAnotherPerson at card.number', 'registration.cardOfAnotherPerson at card.scan']),
    );
    expect(answer.status).toBe(422);
  });

  test('hai thẻ của hai người quét cùng lúc', async () => {
    const scan = [identityCardQr, cardOf(manMau)];
    expectRefusal(await refused('registrar', 'Patient/$enroll', { scan }), 409, 'patient-index.twoPersons at scan');
  });
});

describe('mã không có trong danh mục', () => {
  test('mã bệnh', async () => {
    const answer = await refused('doctor', `Encounter/${encounter}/$record-examination`, {
      examination: 'Tỉnh',
      conclusion: 'Mệt',
      main: { code: 'I10.77' },
    });
    expectRefusal(answer, 422, 'outpatient.codeNotInForce at main.code');
  });

  test('mã xét nghiệm: mã sai nằm giữa mã đúng thì không chỉ định gì cả', async () => {
    const answer = await refused('doctor', `Encounter/${encounter}/$order-tests`, { test: [glucose, '00.0000.0000'] });
    expectRefusal(answer, 422, "laboratory.unknownTest at Parameters.parameter.where(name='test')");
  });

  test('mã thuốc', async () => {
    await (await house.as('doctor')).operation(`Encounter/${encounter}/$record-examination`, {
      history: 'Mệt mỏi',
      examination: 'Tỉnh, tim đều',
      conclusion: 'Tăng huyết áp',
      treatment: 'Điều trị ngoại trú',
      main: { code: 'I10' },
    });
    const line = { drug: 'KHONG-CO', morning: '1', days: 5 };
    const answer = await refused('doctor', `Encounter/${encounter}/$prescribe`, { line });
    expectRefusal(answer, 422, "prescribing.unknownDrug at Parameters.parameter.where(name='line')[0].drug");
  });
});

describe('giá hết hiệu lực hôm qua', () => {
  const importFile = async (name: string, lines: readonly string[]): Promise<string> => {
    const file = join(house.folder, `${name}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const { status, output, errors } = await runCommand(['import-catalog', name, file], house.environment);
    expect([status, errors]).toEqual([0, '']);
    return output;
  };
  const yesterday = addDays(toVnDay(new Date()), -1);

  beforeAll(async () => {
    const said = await importFile('service-prices', [
      'code,name,price,insurancePrice,unit,group,decision,device,validFrom,validTo',
      `03.1897,Khám Nhi,50600,,Lần,13,02/QĐ-THU,,2026-07-01,${yesterday}`,
      `23.0228.1483,Định lượng CRP,56000,,Lần,1,02/QĐ-THU,SH.1.TH0002,2026-07-01,${yesterday}`,
    ]);
    expect(said).toContain('nạp 2 dòng, từ chối 0 dòng');
    await importFile('formulary', [
      'code,name,ingredient,ingredientName,strength,unit,route,routeName,price,group,registration,tender,controlClass,payRatio,validFrom,validTo',
      `TH-LOS50,Losartan Thử 50 mg,40.512,Losartan,50 mg,Viên,1.01,Uống,1980,4,VD-90003-24,9901/QĐ-THU.00;G1;N2;2026,,100,2026-01-01,${yesterday}`,
    ]);
  });

  test('phòng khám không mở được lượt khám mới', async () => {
    const values = visitValues(patient.id, insuranceCardQr(year), 'nhi');
    expectRefusal(
      await refused('registrar', 'Encounter/$open-visit', values),
      422,
      'registration.priceNotInForce at room',
    );
  });

  test('xét nghiệm và thuốc không chỉ định được nữa', async () => {
    const tests = await refused('doctor', `Encounter/${encounter}/$order-tests`, { test: ['23.0228.1483'] });
    expectRefusal(tests, 422, "laboratory.notInForce at Parameters.parameter.where(name='test')");
    const line = { drug: 'TH-LOS50', morning: '1', days: 5 };
    const drugs = await refused('doctor', `Encounter/${encounter}/$prescribe`, { line });
    expectRefusal(drugs, 422, "prescribing.unknownDrug at Parameters.parameter.where(name='line')[0].drug");
  });
});

describe('bản tin từ máy xét nghiệm', () => {
  let orders: readonly ServiceRequest[];
  let message: ResultMessage;
  const numberFor = (test: string): string => {
    const order = orders.find((one) => one.code?.coding?.some(({ code }) => code === test));
    if (order === undefined) throw new Error(`no order for ${test}`);
    return orderNumberOf(order);
  };
  const results = async (): Promise<string[]> => {
    const query = `Observation?encounter=Encounter/${encounter}&category=laboratory`;
    const found = await (await house.as('lab-doctor')).get<Bundle<Observation>>(query);
    return (found.entry ?? [])
      .map(
        ({ resource }) =>
          `${resource?.code.coding?.[0]?.code} ${resource?.valueQuantity?.value} v${resource?.meta?.versionId}`,
      )
      .sort();
  };
  const stopped = (raw: string | Uint8Array) => nothingWritten(house, () => send(house, raw));

  beforeAll(async () => {
    const answer = await (await house.as('doctor')).operation<Parameters>(`Encounter/${encounter}/$order-tests`, {
      test: [glucose, hba1c, '23.0051.1494', '23.0003.1494'],
      collectedAt: toVnIso(new Date()),
    });
    orders = (answer.parameter ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'ServiceRequest' ? (resource as ServiceRequest) : [],
    );
    message = {
      controlId: 'K0',
      patientNumber: numberOf(patient),
      birthDate: patient.birthDate ?? '',
      orderNumber: numberFor(glucose),
      test: glucose,
      result: ['GLU', '5.4', 'mmol/L'],
    };
  });

  test.each<[string, string, (good: ResultMessage) => string | Uint8Array, string, string]>([
    [
      'chỉ định không có',
      'K1',
      (good) => resultMessage({ ...good, orderNumber: '000000X000000' }),
      'AE',
      'parked exchange.needMissing',
    ],
    [
      'người bệnh không có',
      'K2',
      (good) => resultMessage({ ...good, patientNumber: 'BN.0000.0000' }),
      'AE',
      'parked exchange.needMissing',
    ],
    [
      'người bệnh khác',
      'K3',
      (good) => resultMessage({ ...good, patientNumber: numberOf(other), birthDate: other.birthDate ?? '' }),
      'AE',
      'parked laboratory.patientMismatch',
    ],
    [
      'đúng số, sai ngày sinh',
      'K4',
      (good) => resultMessage({ ...good, birthDate: '1991-01-01' }),
      'AE',
      'parked laboratory.birthDateMismatch',
    ],
    [
      'chỉ số lạ',
      'K5',
      (good) => resultMessage({ ...good, result: ['XYZ', '5.4', 'mmol/L'] }),
      'AE',
      'parked exchange.unknownCode',
    ],
    [
      'đơn vị lạ',
      'K6',
      (good) => resultMessage({ ...good, result: ['GLU', '97', 'mg/dL'] }),
      'AE',
      'parked laboratory.unitMismatch',
    ],
    [
      'giá trị không phải số',
      'K7',
      (good) => resultMessage({ ...good, result: ['GLU', 'năm phẩy tư', 'mmol/L'] }),
      'AE',
      'parked laboratory.unreadableValue',
    ],
    [
      'khai UTF-8 nhưng gửi bảng mã khác',
      'K8',
      (good) => Buffer.from(resultMessage({ ...good, note: 'Mẫu đạt yêu cầu' }), 'latin1'),
      'AR',
      'parked exchange.invalidBytes',
    ],
    [
      'bảng mã không có thật',
      'K9',
      (good) => resultMessage(good).replace('UNICODE UTF-8', 'TCVN3'),
      'AR',
      'parked exchange.unknownCharset',
    ],
    [
      'loại bản tin lạ',
      'K10',
      (good) => resultMessage(good).replace('ORU^R01^ORU_R01', 'ZZZ^Z01^ZZZ_Z01'),
      'AR',
      'parked exchange.unknownType',
    ],
  ])('%s: từ chối, giữ lại chờ người xem, hồ sơ không đổi', async (_name, controlId, forge, code, state) => {
    const answer = await stopped(forge({ ...message, controlId }));
    expect([answer.code, answer.answers, ...answer.errors]).toEqual([code, controlId, state.split(' ')[1]]);
    expect(answer.texts[0]).toMatch(/[ạảàáăâđêôơư]/);
    expect(await kept(house, controlId)).toEqual([state]);
    expect(await results()).toEqual([]);
  });

  test('không phải HL7: từ chối và giữ lại nguyên văn', async () => {
    expect(await stopped('Xin chào')).toMatchObject({ code: 'AR', errors: ['exchange.notHl7'] });
    expect(await kept(house, '')).toContain('refused exchange.notHl7');
  });

  test('một kết quả gửi hai lần: ghi một lần, trả lời hai lần như nhau', async () => {
    const raw = resultMessage({ ...message, controlId: 'T1' });
    expect(await send(house, raw)).toMatchObject({ code: 'AA', answers: 'T1' });
    const written = await results();
    expect(written).toEqual(['GLU 5.4 v1']);
    expect(await stopped(raw)).toMatchObject({ code: 'AA', answers: 'T1' });
    expect(await results()).toEqual(written);
    expect(await kept(house, 'T1')).toEqual(['applied']);
  });

  test('số hiệu cũ, nội dung khác: giữ lại chờ người xem', async () => {
    const answer = await stopped(resultMessage({ ...message, controlId: 'T1', result: ['GLU', '9.9', 'mmol/L'] }));
    expect(answer).toMatchObject({ code: 'AE', errors: ['exchange.controlIdReused'] });
    expect(await kept(house, 'T1')).toEqual(['applied', 'parked exchange.controlIdReused']);
  });

  test('một kết quả đến thành hai mảnh, cắt ở giữa một chữ tiếng Việt', async () => {
    const text = resultMessage({
      ...message,
      controlId: 'T2',
      orderNumber: numberFor(hba1c),
      test: hba1c,
      result: ['HBA1C', '6.1', '%'],
      note: 'Mẫu đạt yêu cầu',
    });
    const whole = framed(text);
    const middle = whole.indexOf(Buffer.from('ẫ')) + 1;
    const to = { host: '127.0.0.1', port: house.demo.mllpPort ?? 0 };
    const answers = await sendChunks(to, [whole.subarray(0, middle), whole.subarray(middle)], 1);
    expect(answers.map((raw) => readAcknowledgement(raw).code)).toEqual(['AA']);
    expect(await results()).toEqual(['GLU 5.4 v1', 'HBA1C 6.1 v1']);
  });

  test('hai kết quả trong một mảnh: hai lời đáp, theo thứ tự', async () => {
    const two = [
      resultMessage({
        ...message,
        controlId: 'T3',
        orderNumber: numberFor('23.0051.1494'),
        test: '23.0051.1494',
        result: ['CREA', '71', 'umol/L'],
      }),
      resultMessage({
        ...message,
        controlId: 'T4',
        orderNumber: numberFor('23.0003.1494'),
        test: '23.0003.1494',
        result: ['URIC', '301', 'umol/L'],
      }),
    ];
    const to = { host: '127.0.0.1', port: house.demo.mllpPort ?? 0 };
    const answers = (await sendChunks(to, [Buffer.concat(two.map(framed))], 2)).map(readAcknowledgement);
    expect(answers.map(({ code, answers }) => `${code} ${answers}`)).toEqual(['AA T3', 'AA T4']);
    expect((await results()).map((line) => line.split(' ')[0])).toEqual(['CREA', 'EGFR', 'GLU', 'HBA1C', 'URIC']);
  });

  test('máy ngắt giữa bản tin: không ghi gì, máy khác vẫn gửi được', async () => {
    const raw = framed(resultMessage({ ...message, controlId: 'T5' }));
    await nothingWritten(house, async () => {
      await hangUpAfter(house.demo.mllpPort ?? 0, raw.subarray(0, raw.length - 20));
      await sleep(200);
    });
    expect(await kept(house, 'T5')).toEqual([]);
    expect((await send(house, resultMessage({ ...message, controlId: 'T6', orderNumber: '000000X000000' }))).code).toBe(
      'AE',
    );
  });
});

/** writes some bytes and is gone */
function hangUpAfter(port: number, bytes: Uint8Array): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 50)),
    );
    socket.on('error', fail);
    socket.on('close', () => done());
  });
}

describe('kết thúc lượt khám và hồ sơ BHYT', () => {
  test('hồ sơ thanh toán thiếu bệnh chính: vẫn lập được, lỗi nêu đúng chỗ', async () => {
    const empty = await openVisit(other, insuranceOf(manMau, year), 'noi-2');
    const answer = await nothingWritten(house, () => call('claims-clerk', `Encounter/${empty}/$bhyt-claim`));
    expect(answer.status).toBe(200);
    const outcome = valueIn<OperationOutcome>(answer.body as Parameters, 'outcome');
    const main = outcome?.issue.find(({ details }) => details?.coding?.[0]?.code === 'DX-01');
    expect(main).toMatchObject({
      severity: 'error',
      details: { text: 'Phải có đúng một mã bệnh chính.' },
      expression: ['XML1.MA_BENH_CHINH'],
    });
    expect(valueIn(answer.body as Parameters, 'xml')).toBeDefined();
    const finish = await refused('doctor', `Encounter/${empty}/$finish`, { outcome: '2', disposition: '1' });
    expect(refusals(finish)).toContain(
      "outpatient.noMainDiagnosis at Encounter.diagnosis.where(use.coding.code='DD' and rank=1)",
    );
  });

  test('lượt khám kết thúc hai lần, rồi còn ghi thêm', async () => {
    const visit = await openVisit(other, insuranceOf(manMau, year), 'noi-1');
    const doctor = await house.as('doctor');
    await doctor.operation(`Encounter/${visit}/$record-examination`, {
      examination: 'Tỉnh',
      conclusion: 'Tăng huyết áp',
      treatment: 'Điều trị ngoại trú',
      main: { code: 'I10' },
    });
    await doctor.operation(`Encounter/${visit}/$finish`, { outcome: '2', disposition: '1' });
    expectRefusal(
      await refused('doctor', `Encounter/${visit}/$finish`, { outcome: '2', disposition: '1' }),
      422,
      'outpatient.visitClosed at Encounter.status',
    );
    expectRefusal(
      await refused('nurse', `Encounter/${visit}/$record-vitals`, { pulse: 80 }),
      422,
      'outpatient.visitClosed at Encounter.status',
    );
    expectRefusal(
      await refused('doctor', `Encounter/${visit}/$order-tests`, { test: glucose }),
      422,
      'laboratory.visitClosed at Encounter.status',
    );
    expectRefusal(
      await refused('doctor', `Encounter/${visit}/$prescribe`, { line: { drug: 'TH-AML5', morning: '1', days: 5 } }),
      422,
      'prescribing.visitClosed at Encounter.status',
    );
  });
});

describe('nội dung gửi lên không phải FHIR', () => {
  const post = (content: string | Uint8Array<ArrayBuffer> | object, path = 'Patient', headers = {}) =>
    nothingWritten(house, () => ask(house, 'tool', ['POST', path], content, headers));

  test.each<[string, string | object, number, string]>([
    ['không phải JSON', 'xin chào', 400, 'store.notJson at ?'],
    ['JSON bị cắt', '{"resourceType":"Patient","name":[{"text":"Ví', 400, 'store.notJson at ?'],
    ['rỗng', '', 400, 'http.emptyBody at ?'],
    ['một danh sách', '[]', 400, 'store.notAnObject at ?'],
    ['không có resourceType', { hello: 1 }, 404, 'http.unknownType at resourceType'],
    ['loại lạ', { resourceType: 'BenhNhan' }, 404, 'http.unknownType at resourceType'],
    ['loại khác địa chỉ', { resourceType: 'Observation' }, 400, 'http.typeMismatch at resourceType'],
    ['trường lạ', { resourceType: 'Patient', hoTen: 'Ví Dụ' }, 400, 'validation.unknownProperty at Patient.hoTen'],
    [
      'giá trị sai kiểu',
      { resourceType: 'Patient', birthDate: '05/09/1990' },
      400,
      'validation.invalidValue at Patient.birthDate',
    ],
    ['khóa lặp', '{"resourceType":"Patient","active":true,"active":false}', 400, 'store.duplicateKey at ?'],
  ])('%s', async (_name, content, status, code) => {
    expectRefusal(await post(content), status, code);
  });

  test('bảng mã khác UTF-8', async () => {
    const bytes = new Uint8Array(Buffer.from('{"resourceType":"Patient","name":[{"text":"Ví Dụ"}]}', 'latin1'));
    expectRefusal(await post(bytes), 400, 'http.notUtf8 at ?');
  });

  test('XML không phải của FHIR, kiểu nội dung không ai đọc', async () => {
    const sent = (type: string) => post('<Patient/>', 'Patient', { 'content-type': type });
    expectRefusal(await sent('application/fhir+xml'), 400, 'xml.notFhir at ?');
    expectRefusal(await sent('text/turtle'), 415, 'http.wrongContentType at ?');
  });
});

describe('giao dịch hỏng ở mục cuối', () => {
  const bundleEndingWith = (last: BundleEntry<FhirResource>): Bundle<FhirResource> => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
        resource: { resourceType: 'Patient', name: [{ text: 'Người Thử Dở Dang' }] },
        request: { method: 'POST', url: 'Patient' },
      },
      {
        resource: {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'Mạch' },
          subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' },
        },
        request: { method: 'POST', url: 'Observation' },
      },
      last,
    ],
  });
  const broken: FhirResource = { resourceType: 'Observation', code: { text: 'Mạch' } } as Observation;

  test.each<[string, () => BundleEntry<FhirResource>, number, string]>([
    [
      'không hợp lệ',
      () => ({ resource: broken, request: { method: 'POST', url: 'Observation' } }),
      400,
      'validation.missing at Bundle.entry[2].resource.status',
    ],
    [
      'sai phiên bản',
      () => ({ resource: patient, request: { method: 'PUT', url: `Patient/${patient.id}`, ifMatch: 'W/"77"' } }),
      412,
      'store.versionConflict at Bundle.entry[2].resource.meta.versionId',
    ],
    [
      'cách gọi không có',
      () => ({ request: { method: 'HEAD', url: 'Patient/khong-co' } }),
      400,
      'store.invalidEntry at Bundle.entry[2].request.method',
    ],
  ])('%s: không mục nào được ghi, câu trả lời chỉ đúng mục', async (_name, last, status, code) => {
    const answer = await nothingWritten(house, () => ask(house, 'tool', ['POST', ''], bundleEndingWith(last())));
    expectRefusal(answer, status, code);
    const found = await (await house.as('tool')).get<Bundle>('Patient?name=Người Thử Dở Dang');
    expect(found.entry ?? []).toEqual([]);
  });
});

describe('người gửi ngắt giữa chừng', () => {
  const half = async (path: string, content: FhirResource): Promise<Buffer> => {
    const body = Buffer.from(JSON.stringify(content));
    const { token } = await house.as('tool');
    const head = [
      `POST /fhir/R4/${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/fhir+json',
      `Content-Length: ${body.length}`,
      '',
      '',
    ].join('\r\n');
    return Buffer.concat([Buffer.from(head), body.subarray(0, body.length - 10)]);
  };

  test('nửa hồ sơ, nửa giao dịch: không ghi gì, người khác vẫn làm việc', async () => {
    const person: Patient = { resourceType: 'Patient', name: [{ text: 'Người Thử Nửa Chừng' }] };
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: person, request: { method: 'POST', url: 'Patient' } }],
    };
    const port = Number(new URL(house.demo.url).port);
    await nothingWritten(house, async () => {
      await hangUpAfter(port, await half('Patient', person));
      await hangUpAfter(port, await half('', bundle));
      await sleep(300);
    });
    expect((await ask(house, 'registrar', ['GET', `Patient/${patient.id}`])).status).toBe(200);
  });

  test('gửi đủ nhưng không nghe được câu trả lời, gửi lại theo điều kiện: vẫn một hồ sơ', async () => {
    const system = 'https://lienmach.vn/fhir/CodeSystem/story';
    const person: Patient = { resourceType: 'Patient', identifier: [{ system, value: 'mot-lan' }] };
    const condition = { 'if-none-exist': `identifier=${encodeURIComponent(`${system}|mot-lan`)}` };
    const asked = new AbortController();
    const { token } = await house.as('tool');
    const deaf = fetch(`${house.demo.url}/fhir/R4/Patient`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json', ...condition },
      body: JSON.stringify(person),
      signal: asked.signal,
    });
    setTimeout(() => asked.abort(), 3);
    await deaf.catch(() => undefined);
    const again = await ask(house, 'tool', ['POST', 'Patient'], person, condition);
    expect([200, 201]).toContain(again.status);
    const found = await (await house.as('tool')).get<Bundle>(`Patient?${condition['if-none-exist']}`);
    expect(found.entry).toHaveLength(1);
  });
});
