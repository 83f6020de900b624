import { type CdaDraft, rootOf, writeCda } from '@lienmach/cda';
import { clinicalDocuments } from '@lienmach/clinical-documents';
import { codeSystems, identifierSystems } from '@lienmach/core';
import type { InboundChannel } from '@lienmach/exchange';
import { laboratory } from '@lienmach/laboratory';
import { openTestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { expect, test } from 'vitest';

const NUMBER = '099058000001';
const LOINC = '2.16.840.1.113883.6.1';
const organization = '99002';

const byMessage: InboundChannel = {
  id: 'pxn-mau',
  partner: 'pxn-mau',
  organization,
  mappings: ['laboratory.outside-oru'],
  options: {
    'authority.CCCD': 'personal',
    'facility-name': 'Phòng xét nghiệm Mẫu',
    units: 'ucum',
    'quality-level': '3',
  },
};
const byDocument: InboundChannel = {
  id: 'pxn-mau-cda',
  partner: 'pxn-mau-cda',
  codec: 'cda',
  organization,
  options: { 'quality-level': '3' },
};

const oru = [
  'MSH|^~\\&|LIS|PXN MAU|LIENMACH||20260302090000+0700||ORU^R01^ORU_R01|N1|P|2.5.1',
  `PID|1||${NUMBER}^^^CCCD^NI||NGUYỄN^AN^THỊ HOÀI||19580312|F`,
  'OBR|1|C1|P-1|DGD^Điện giải đồ^L|||20260302072800|||||||||||||||20260302085500|||F',
  'OBX|1|NM|2823-3^Kali máu^LN||6.80|mmol/L|3.5-5.1|HH|||F',
  'OBX|2|NM|2951-2^Natri máu^LN||138|mmol/L|135-145|N|||F',
].join('\r');

const amount = (digits: string) => ({ digits, unit: 'mmol/L', isUcum: true });

const measure = (code: string, text: string, digits: string, flag: string) => ({
  kind: 'observation' as const,
  ids: [],
  concept: { codes: [{ code, system: LOINC }], text },
  value: { amount: amount(digits) },
  flag,
});

const draft: CdaDraft = {
  id: { root: '1.2.3.99002', extension: 'tai-lieu-1' },
  setId: { root: '1.2.3.99002', extension: 'bo-1' },
  version: 1,
  code: { code: '11502-2', system: LOINC, display: 'Laboratory report' },
  title: 'Phiếu kết quả xét nghiệm',
  time: '2026-03-02T09:30:00+07:00',
  language: 'vi-VN',
  patient: {
    ids: [{ root: rootOf(identifierSystems.personalNumber), extension: NUMBER }],
    name: { text: 'Nguyễn Thị Hoài An' },
    gender: 'female',
    birth: '1958-03-12',
  },
  author: { ids: [], name: { text: 'BS Mẫu' }, time: '2026-03-02T09:30:00+07:00' },
  organization: {
    ids: [{ root: rootOf(identifierSystems.facility), extension: organization }],
    name: 'Phòng xét nghiệm Mẫu',
  },
  sections: [
    {
      code: { code: '30954-2', system: LOINC },
      title: 'Kết quả',
      entries: [
        {
          kind: 'battery',
          ids: [{ root: '1.2.3.99002.1', extension: 'P-1' }],
          concept: { codes: [], text: 'Điện giải đồ' },
          status: 'completed',
          start: '2026-03-02T00:28:00Z',
          parts: [
            measure('2823-3', 'Kali máu', '6.80', 'HH'),
            measure('2951-2', 'Natri máu', '138', 'N'),
            measure('2075-0', 'Clo máu', '101', 'N'),
          ],
        },
      ],
    },
  ],
};

test('kết quả của phòng xét nghiệm khác tới bằng bản tin rồi lại bằng tài liệu: mỗi kết quả một dòng, bổ sung thì thêm vào phiếu', async () => {
  const hospital = await openTestHospital([laboratory, clinicalDocuments]);
  await hospital.as('tool').store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.personalNumber, value: NUMBER }],
    birthDate: '1958-03-12',
  });
  const shown = async () =>
    (await hospital.all('Observation'))
      .map(({ code, valueQuantity }) => [code.text, valueQuantity?.value, valueQuantity?.code])
      .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

  await hospital.inbound.receive(Buffer.from(oru), 'pxn-mau', byMessage);
  expect(await shown()).toEqual([
    ['Kali máu', 6.8, 'mmol/L'],
    ['Natri máu', 138, 'mmol/L'],
  ]);
  hospital.tick(30);
  await hospital.inbound.receive(Buffer.from(writeCda(draft), 'utf8'), 'pxn-mau-cda', byDocument);
  expect(await hospital.inbound.log.list('parked')).toEqual([]);
  expect(await shown()).toEqual([
    ['Clo máu', 101, 'mmol/L'],
    ['Kali máu', 6.8, 'mmol/L'],
    ['Natri máu', 138, 'mmol/L'],
  ]);
  const reports = await hospital.all('DiagnosticReport');
  expect(reports).toHaveLength(1);
  expect(reports[0]?.result).toHaveLength(3);
  expect(reports[0]?.presentedForm?.[0]?.contentType).toBe('text/xml');

  // the message once more, late: nothing changes, and nothing of it is work or money of this house
  const versions = async () =>
    (await hospital.all('Observation')).map(({ id, meta }) => [id, meta?.versionId]).toSorted();
  const before = await versions();
  await hospital.inbound.receive(Buffer.from(oru.replace('|N1|', '|N2|')), 'pxn-mau', byMessage);
  expect(await versions()).toEqual(before);
  for (const one of await hospital.all('Observation')) {
    expect(one.meta?.tag).toMatchObject([{ system: codeSystems.resultOrigin, code: 'outside' }]);
    expect(one.performer).toMatchObject([{ display: 'Phòng xét nghiệm Mẫu' }]);
    expect(one.extension).toMatchObject([{ valueCoding: { code: '3' } }]);
  }
  await hospital.settled();
  expect([...(await hospital.all('Task')), ...(await hospital.all('ChargeItem'))]).toEqual([]);
  await hospital.close();
});
