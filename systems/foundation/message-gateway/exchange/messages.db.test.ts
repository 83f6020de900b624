import { identifierSystems, partnerSystem } from '@lienmach/core';
import { type InboundChannel, readHl7 } from '@lienmach/exchange';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Encounter, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageGateway } from '../index.ts';
import { type MessageExample, messageExamples } from '../stories/message-examples.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([messageGateway]);
});
afterAll(() => hospital.close());

const options = { 'authority.BVM': 'partner', 'authority.CCCD': 'personal' };
const channel: InboundChannel = { id: 'his', partner: 'his', organization: '99001', options };

async function send(text: readonly string[], by: InboundChannel = channel): Promise<readonly (string | undefined)[]> {
  const answer = readHl7(await hospital.inbound.receive(Buffer.from(text.join('\r')), by.partner, by));
  return [answer.segment('MSA')?.get(1), answer.segment('ERR')?.get(5) ?? ''];
}

const exampleOf = (on: string): MessageExample => {
  const example = messageExamples.find((one) => one.on === on);
  if (example === undefined) throw new Error(`no example of ${on}`);
  return example;
};

let count = 0;
/** the example under a number of its own, with one thing in it changed */
const changed = (on: string, ...changes: readonly (readonly [string, string])[]): string[] => {
  count += 1;
  const id = `SUA${count}`;
  return exampleOf(on).text.map((line) =>
    changes.reduce((text, [from, to]) => text.replaceAll(from, to), line).replace(/\|VD\d+\|/, `|${id}|`),
  );
};

const visitOf = async (value: string): Promise<Encounter | undefined> =>
  (await hospital.all('Encounter')).find(({ identifier }) => identifier?.[0]?.value === value);

const versions = async (makes: readonly string[]): Promise<string[]> => {
  const all = await Promise.all(makes.map((type) => hospital.all(type as FhirResource['resourceType'])));
  return all.map((list) => JSON.stringify(list.map(({ id, meta }) => [id, meta?.versionId])));
};

describe('bản tin ví dụ, theo thứ tự một đợt điều trị', () => {
  test.each(messageExamples.map((one) => [one.on, one.title, one] as const))('%s: %s', async (_on, _title, example) => {
    const before = await versions(example.makes);
    expect(await send(example.text)).toEqual(['AA', '']);
    const after = await versions(example.makes);
    after.forEach((list, at) => {
      expect(list).not.toBe(before[at]);
    });
  });

  test('sau đợt đó: hai người bệnh với số của mình, lượt nội trú đang mở lại, lượt khám bị hủy, lịch hẹn bị hủy', async () => {
    const people = await hospital.all('Patient');
    expect(people.map(({ name, birthDate }) => [name?.[0]?.text, birthDate]).sort()).toEqual([
      ['LÊ THỊ MẪU', '1990'],
      ['NGUYỄN VĂN AN', '1980-05-09'],
    ]);
    const an = people.find(({ birthDate }) => birthDate === '1980-05-09');
    expect(an).toMatchObject({
      gender: 'male',
      identifier: [
        { system: partnerSystem('his', 'patient'), value: 'BN0001' },
        { system: identifierSystems.personalNumber, value: '099180000901' },
      ],
      telecom: [{ system: 'phone', value: '0000000901' }],
    });
    const inpatient = await visitOf('LK0001');
    expect(inpatient).toMatchObject({
      status: 'in-progress',
      class: { code: 'IMP' },
      subject: { reference: `Patient/${an?.id}` },
      serviceProvider: { identifier: { value: '99001' } },
      period: { start: '2026-03-02T07:30:00+07:00' },
    });
    expect(inpatient?.period?.end).toBeUndefined();
    expect(inpatient?.location?.map(({ location, status }) => [location.display, status])).toEqual([
      ['K01, P101, G1, BVM', 'completed'],
      ['K02, P202, G7, BVM', 'completed'],
      ['K01, P101, G1, BVM', 'active'],
    ]);
    expect(await visitOf('LK0002')).toMatchObject({ status: 'cancelled', class: { code: 'AMB' } });
    expect(await hospital.all('Appointment')).toMatchObject([
      { status: 'cancelled', start: '2026-03-11T08:00:00+07:00', end: '2026-03-11T08:30:00+07:00' },
    ]);
    const [document] = await hospital.all('DocumentReference');
    expect(Buffer.from(document?.content[0]?.attachment.data ?? '', 'base64').toString()).toBe(
      'Bệnh ổn định.\nHẹn khám lại sau 7 ngày.',
    );
    expect(await hospital.all('ChargeItem')).toMatchObject([
      { status: 'planned', priceOverride: { value: 65_400, currency: 'VND' } },
    ]);
    expect((await hospital.all('ChargeItem'))[0]).not.toHaveProperty('context');
    expect(await hospital.all('Immunization')).toMatchObject([{ status: 'completed', lotNumber: 'LO123' }]);
  });
});

describe('điều ADT kể thêm', () => {
  const extras = (...changes: readonly (readonly [string, string])[]): string[] => {
    const example = messageExamples.find(({ title }) => title.startsWith('Người thân'));
    return (example?.text ?? []).map((line) => changes.reduce((text, [from, to]) => text.replaceAll(from, to), line));
  };
  const diagnosis = async () =>
    (await hospital.all('Condition')).find(({ code }) => code?.coding?.some((one) => one.code === 'J18.9'));

  test('dị ứng chưa hỏi lại vẫn cảnh báo, chẩn đoán theo lượt, thẻ chỉ là bản nháp, người thân để gọi', async () => {
    expect(await hospital.all('AllergyIntolerance')).toMatchObject([
      {
        clinicalStatus: { coding: [{ code: 'active' }] },
        verificationStatus: { coding: [{ code: 'unconfirmed' }] },
        category: ['medication'],
        criticality: 'high',
        code: { text: 'Penicillin' },
        reaction: [{ manifestation: [{ text: 'Nổi mề đay' }, { text: 'Khó thở' }] }],
      },
    ]);
    const visit = await visitOf('LK0001');
    expect(await diagnosis()).toMatchObject({
      verificationStatus: { coding: [{ code: 'provisional' }] },
      encounter: { reference: `Encounter/${visit?.id}` },
    });
    expect(await hospital.all('Coverage')).toMatchObject([
      { status: 'draft', subscriberId: 'DN4990099000901', period: { start: '2026-01-01', end: '2026-12-31' } },
    ]);
    const an = (await hospital.all('Patient')).find(({ birthDate }) => birthDate === '1980-05-09');
    expect(an?.contact).toMatchObject([
      { name: { text: 'NGUYỄN VĂN BA' }, telecom: [{ value: '0000000902' }], relationship: [{ text: 'Cha' }] },
    ]);
  });

  test('kể lại dưới số hiệu khác không sinh thêm và không xóa điều người ở đây đã sửa; DG1 báo xóa thì thành ghi sai', async () => {
    const [allergy] = await hospital.all('AllergyIntolerance');
    if (allergy === undefined) throw new Error('no allergy');
    const checked = { coding: [{ ...allergy.verificationStatus?.coding?.[0], code: 'refuted' }] };
    await hospital.as('tool').store.update({ ...allergy, verificationStatus: checked });
    expect(await send(extras(['VD0090', 'KETHEM1']))).toEqual(['AA', '']);
    expect(await hospital.all('AllergyIntolerance')).toMatchObject([{ verificationStatus: checked }]);
    expect(await hospital.all('Coverage')).toHaveLength(1);
    const gone = `DG1|1||J18.9^Viêm phổi^I10||20260302080000|W${'|'.repeat(15)}D`;
    const text = extras(['VD0090', 'KETHEM2']).map((line) => (line.startsWith('DG1') ? gone : line));
    expect(await send(text)).toEqual(['AA', '']);
    expect(await diagnosis()).toMatchObject({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } });
    // the diagnosis that was said of nothing before is not made to be taken back
    expect(await send(text.map((line) => line.replace('KETHEM2', 'KETHEM3').replace('J18.9', 'J20')))).toEqual([
      'AA',
      '',
    ]);
    expect((await hospital.all('Condition')).filter(({ code }) => code?.coding?.[0]?.code === 'J20')).toEqual([]);
  });
});

describe('thứ tự sai và gửi lại', () => {
  test('bản tin cũ tới sau không mở lại lượt đã ra viện', async () => {
    const number = [['LK0001', 'LK0009']] as const;
    expect(await send(changed('ADT^A03', ...number))).toEqual(['AA', '']);
    expect(await send(changed('ADT^A01', ...number))).toEqual(['AA', '']);
    expect(await visitOf('LK0009')).toMatchObject({ status: 'finished', period: { end: '2026-03-05T09:55:00+07:00' } });
  });

  test('lịch hẹn bị hủy rồi thì bản tin đặt lịch tới muộn không đặt lại', async () => {
    expect(await send(changed('SIU^S12'))).toEqual(['AA', '']);
    expect(await hospital.all('Appointment')).toMatchObject([{ status: 'cancelled' }]);
  });

  test('cùng nội dung dưới số hiệu khác không sinh thêm gì', async () => {
    const types = ['Patient', 'Immunization', 'ServiceRequest', 'ChargeItem', 'DocumentReference'] as const;
    const sizes = async () => Promise.all(types.map(async (type) => (await hospital.all(type)).length));
    const before = await sizes();
    for (const on of ['VXU^V04', 'OMG^O19', 'DFT^P03', 'MDM^T02']) expect(await send(changed(on))).toEqual(['AA', '']);
    expect(await sizes()).toEqual(before);
  });
});

describe('số của chỉ định', () => {
  const msh = (id: string, at: string) => `MSH|^~\\&|HIS|BV MAU|LIENMACH||${at}||ORM^O01|${id}|P|2.5.1`;
  const an = 'PID|1||BN0001^^^BVM||NGUYỄN^AN^VĂN||19800509|M';
  const woman = 'PID|1||BN0002^^^BVM||LÊ^MẪU^THỊ||1990|F';
  const orders = async (code: string) =>
    (await hospital.all('ServiceRequest')).filter((one) => one.code?.coding?.some((coding) => coding.code === code));

  test('hủy riêng chỉ định thứ hai thì chính nó bị hủy; bản tin cũ gửi lại không mở lại', async () => {
    const both = (id: string, at: string) => [
      msh(id, at),
      an,
      'ORC|NW|N1',
      'OBR|1|N1||XQ1^Tim phổi^L',
      'ORC|NW|N2',
      'OBR|2|N2||XQ2^Bàn tay^L',
    ];
    expect(await send(both('N001', '20260310080000'))).toEqual(['AA', '']);
    const cancel = [msh('N002', '20260310090000'), an, 'ORC|CA|N2', 'OBR|1|N2||XQ2^Bàn tay^L'];
    expect(await send(cancel)).toEqual(['AA', '']);
    expect(await orders('XQ1')).toMatchObject([{ status: 'active' }]);
    expect(await orders('XQ2')).toMatchObject([{ status: 'revoked' }]);
    expect(await send(both('N003', '20260310080000'))).toEqual(['AA', '']);
    expect(await orders('XQ2')).toMatchObject([{ status: 'revoked' }]);
  });

  test('chỉ định chỉ có số nhóm: hủy một dòng là hủy đúng dòng đó', async () => {
    const group = ['ORC|NW|||G1', 'OBR|1|||XQ3^Cổ tay^L', 'ORC|NW|||G1', 'OBR|2|||XQ4^Gối^L'];
    expect(await send([msh('N011', '20260310080000'), an, ...group])).toEqual(['AA', '']);
    const cancel = ['ORC|CA|||G1', 'OBR|1|||XQ4^Gối^L'];
    expect(await send([msh('N012', '20260310090000'), an, ...cancel])).toEqual(['AA', '']);
    expect([await orders('XQ3'), await orders('XQ4')]).toMatchObject([[{ status: 'active' }], [{ status: 'revoked' }]]);
  });

  test('số đã dùng cho người khác thì để riêng; số của nơi làm trùng số của nơi chỉ định là hai chỉ định', async () => {
    const other = [msh('N021', '20260311080000'), woman, 'ORC|NW|N1', 'OBR|1|N1||XQ1^Tim phổi^L'];
    expect(await send(other)).toEqual(['AE', 'message-gateway.ofOtherPerson']);
    const filler = [msh('N022', '20260311080000'), woman, 'ORC|NW||N1', 'OBR|1||N1|XQ1^Tim phổi^L'];
    expect(await send(filler)).toEqual(['AA', '']);
    expect((await orders('XQ1')).length).toBe(2);
    const vaccine = changed('VXU^V04', ['BN0002', 'BN0001'], ['LÊ^MẪU^THỊ', 'NGUYỄN^AN^VĂN'], ['19900102', '19800509']);
    const noPersonal = vaccine.map((line) => line.replace(/~?099190000902[^|~]*/, ''));
    expect(await send(noPersonal)).toEqual(['AE', 'message-gateway.ofOtherPerson']);
  });
});

test('nơi quản lý người bệnh: bản tin cũ tới sau không sửa lại địa chỉ mới', async () => {
  const master: InboundChannel = { ...channel, id: 'mpi', options: { ...options, 'patient-master': 'yes' } };
  const tell = (id: string, at: string, street: string) =>
    send(
      [
        `MSH|^~\\&|MPI|BV MAU|LIENMACH||${at}||ADT^A31^ADT_A05|${id}|P|2.5.1`,
        `PID|1||BN0055^^^BVM||PHAN^HAI||19700101|M|||${street}`,
      ],
      master,
    );
  expect(await tell('M1', '20260301080000', '1 Phố Cũ')).toEqual(['AA', '']);
  expect(await tell('M3', '20260303080000', '3 Phố Mới')).toEqual(['AA', '']);
  expect(await tell('M2', '20260302080000', '2 Phố Giữa')).toEqual(['AA', '']);
  const [person] = (await hospital.all('Patient')).filter(({ birthDate }) => birthDate === '1970-01-01');
  expect(JSON.stringify(person?.address)).toContain('3 Phố Mới');
});

describe('không bao giờ đoán người bệnh: để riêng cho người xem', () => {
  test.each([
    ['nơi cấp số chưa khai ở kênh', changed('ADT^A28', ['^^^BVM', '^^^LA']), 'noIdentity'],
    ['số đúng mà ngày sinh khác', changed('ADT^A31', ['19900102', '19910102']), 'marksDiffer'],
    [
      'số đúng, tên khác, không ngày sinh',
      changed('ADT^A28', ['|1990|', '||'], ['LÊ^MẪU^THỊ', 'VŨ^XA']),
      'marksDiffer',
    ],
    ['hai số thuộc hai người', changed('ADT^A31', ['099190000902', '099180000901']), 'severalPersons'],
    ['người mới không có tên', changed('ADT^A28', ['BN0002', 'BN0077'], ['LÊ^MẪU^THỊ', '']), 'newPersonUnnamed'],
    [
      'lượt khám của người khác',
      changed(
        'ADT^A08',
        ['BN0001', 'BN0002'],
        ['099180000901', '099190000902'],
        ['NGUYỄN^AN^VĂN', 'LÊ^MẪU^THỊ'],
        ['19800509', '1990'],
      ),
      'visitOfOther',
    ],
    [
      'lịch hẹn của người khác',
      changed(
        'SIU^S13',
        ['BN0001', 'BN0002'],
        ['099180000901', '099190000902'],
        ['NGUYỄN^AN^VĂN', 'LÊ^MẪU^THỊ'],
        ['19800509', '1990'],
      ),
      'ofOtherPerson',
    ],
    ['xóa người bệnh', changed('ADT^A28', ['ADT^A28^ADT_A05', 'ADT^A29^ADT_A21']), 'personDecides'],
    ['chuyển lượt khám sang người khác', changed('ADT^A01', ['ADT^A01^ADT_A01', 'ADT^A45^ADT_A45']), 'personDecides'],
  ])('%s', async (_, text, reason) => {
    const before = await versions(['Patient', 'Encounter', 'Appointment']);
    expect(await send(text)).toEqual(['AE', `message-gateway.${reason}`]);
    expect(await versions(['Patient', 'Encounter', 'Appointment'])).toEqual(before);
  });

  test('kênh không được lập hồ sơ mới', async () => {
    const strict: InboundChannel = { ...channel, id: 'his-2', options: { ...options, 'new-patients': 'no' } };
    const text = changed('ADT^A28', ['BN0002', 'BN0078']);
    expect(await send(text, strict)).toEqual(['AE', 'message-gateway.unknownPerson']);
  });
});

test.each([
  ['lượt khám không số', changed('ADT^A01', ['LK0001', ''], ['20260302073000', '']), 'visitMissing'],
  ['thiếu đoạn người bệnh', changed('ADT^A28').slice(0, 1), 'nothingTold'],
  [
    'lịch hẹn mới không giờ',
    changed('SIU^S12', ['|L1|', '|L9|'], ['|^^^20260310080000^20260310083000', '']),
    'appointmentTime',
  ],
  ['lịch hẹn không số', changed('SIU^S12', ['|H1|L1|', '|||']), 'numberMissing'],
  ['chỉ định không mã', changed('OMG^O19', ['SA01^Siêu âm ổ bụng^L', '']), 'codeMissing'],
  ['số tiền không đọc được', changed('DFT^P03', ['65400', 'sáu chục']), 'amountUnreadable'],
  ['bút toán giảm trừ', changed('DFT^P03', ['|CG|', '|CR|']), 'creditDecides'],
  ['chi phí không có dòng nào', changed('DFT^P03').filter((line) => !line.startsWith('FT1')), 'nothingTold'],
])('bản tin thiếu nội dung: %s', async (_, text, reason) => {
  expect(await send(text)).toEqual(['AE', `message-gateway.${reason}`]);
});

describe('hỏi người bệnh là ai', () => {
  const ask = async (type: string, demand: string) => {
    count += 1;
    const text = `MSH|^~\\&|HIS|BV MAU|LIENMACH||20260302||${type}|HOI${count}|P|2.5.1\rQPD|Q22^Find Candidates|T1|${demand}\rRCP|I`;
    return readHl7(await hospital.inbound.receive(Buffer.from(text), 'his', channel));
  };

  test.each([
    ['QBP^Q22', '@PID.5.1^NGUYỄN~@PID.7^19800509', 'RSP^K22', 'OK'],
    ['QBP^Q22', '@PID.3.1^BN0001~@PID.3.4^BVM', 'RSP^K22', 'OK'],
    ['QBP^Q22', '@PID.5.1^KHÔNG~@PID.7^19800509', 'RSP^K22', 'NF'],
    ['QBP^Q23', 'BN0001^^^BVM', 'RSP^K23', 'OK'],
    ['QBP^Q23', 'BN9999^^^BVM', 'RSP^K23', 'NF'],
  ])('%s %s', async (type, demand, answer, state) => {
    const told = await ask(type, demand);
    expect([told.type, told.segment('MSA')?.get(1), told.segment('QAK')?.get(2)]).toEqual([answer, 'AA', state]);
    if (state === 'OK') {
      const numbers = told
        .segment('PID')
        ?.repetitions(3)
        .map(([value, , , authority]) => [value, authority]);
      expect(numbers).toEqual([
        ['BN0001', 'BVM'],
        ['099180000901', 'CCCD'],
      ]);
    }
  });

  test.each(['@PID.5.1^NGUYỄN', '@PID.3.1^BN0001~@PID.3.4^LA', ''])(
    'câu hỏi quá rộng bị từ chối: %s',
    async (demand) => {
      const told = await ask('QBP^Q22', demand);
      expect([told.segment('MSA')?.get(1), told.segment('ERR')?.get(5)]).toEqual([
        'AE',
        'message-gateway.queryTooWide',
      ]);
    },
  );
});
