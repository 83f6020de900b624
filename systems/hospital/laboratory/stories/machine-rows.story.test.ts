import { codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import type { ObservationDefinition } from 'fhir/r4';
import { expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { resultSheet } from '../operations/result-sheet.ts';
import { ELECTROLYTES, openLabVisit } from './open-lab-visit.ts';

const COLLECTED = '2026-03-02T07:28:00+07:00';
const HDL = '23.0084.1506';
const CHOLESTEROL = '23.0041.1506';
const TRIGLYCERIDES = '23.0158.1506';

/** The site's own potassium: a wider reference interval, and critical only above 7. */
const ownPotassium = (from: string): ObservationDefinition => ({
  resourceType: 'ObservationDefinition',
  code: {
    coding: [
      { system: codeSystems.labIndicator, code: 'K', display: 'Kali (máy mới)' },
      { system: codeSystems.loinc, code: '2823-3' },
    ],
  },
  quantitativeDetails: {
    unit: { coding: [{ system: codeSystems.ucum, code: 'mmol/L' }], text: 'mmol/L' },
  },
  qualifiedInterval: [
    {
      category: 'reference',
      range: { low: { value: 3 }, high: { value: 6 } },
      age: { low: { value: 0, unit: 'tuổi', system: codeSystems.ucum, code: 'a' } },
    },
    { category: 'critical', range: { high: { value: 7 } } },
  ],
  extension: [{ url: extensions.labRow, valueString: JSON.stringify({ validFrom: from }) }],
});

const indexCodes: Readonly<Record<string, string>> = { HEM: 'index-H', LIP: 'index-L' };

async function openMachine(codes: Readonly<Record<string, string>> = {}) {
  const world = await openLabVisit({}, async () => (code) => codes[code]);
  const { hospital, visit } = world;
  let turn = 0;
  async function tell(tube: string, ...results: string[]): Promise<string | undefined> {
    turn += 1;
    const segments = [
      `MSH|^~\\&|MAY||LM||20260302||OUL^R22|R${turn}|P|2.5.1`,
      'PID|1||BN26000001||||19900509',
      `SPM|1|${tube}||SER`,
      'OBR|1|||ALL',
      ...results.map((result, at) => {
        const [code, value, unit = '', status = 'F'] = result.split(' ');
        return `OBX|${at + 1}|NM|${code}||${value}|${unit}|||||${status}|||20260302080000`;
      }),
    ];
    const raw = Buffer.from(segments.join('\r'));
    return parseHl7(Buffer.from(await hospital.inbound.receive(raw, 'may')).toString())
      .segment('MSA')
      ?.get(1);
  }
  async function order(...test: string[]) {
    const { specimen } = await hospital.as('doctor').call(orderTests, visit, { test, collectedAt: COLLECTED });
    return identifierValue(specimen[0], identifierSystems.specimenNumber) ?? '';
  }
  const result = async (code: string) => (await hospital.all('Observation')).find(({ id }) => id?.endsWith(`.${code}`));
  return { ...world, tell, order, result };
}

test('kết quả máy theo dòng riêng của bệnh viện, như kết quả gõ tay: cờ và gọi báo cùng một dòng, đúng ngày lấy mẫu', async () => {
  const { hospital, order, tell, result } = await openMachine();
  const store = hospital.as('tool').store;
  const tube = await order(ELECTROLYTES);
  const flag = async () => (await result('K'))?.interpretation?.[0]?.coding?.[0]?.code;
  const calls = async () => (await hospital.all('Task')).filter(({ status }) => status === 'requested').length;

  // its row begins tomorrow: the product's still counts
  const row = await store.create(ownPotassium('2026-03-03'));
  expect(await tell(tube, 'NA 140 mmol/L', 'K 6.8 mmol/L', 'CL 101 mmol/L')).toBe('AA');
  await hospital.settled();
  expect([await flag(), await calls()]).toEqual(['HH', 1]);

  // begun yesterday: the next message is read by it at once, without a restart
  await store.update({ ...row, ...ownPotassium('2026-03-01') });
  expect(await tell(tube, 'K 6.9 mmol/L')).toBe('AA');
  await hospital.settled();
  expect([await flag(), await calls()]).toEqual(['H', 1]);
  expect((await result('K'))?.referenceRange?.[0]).toMatchObject({ low: { value: 3 }, high: { value: 6 } });
  expect(await tell(tube, 'K 7.2 mmol/L')).toBe('AA');
  await hospital.settled();
  expect([await flag(), await calls()]).toEqual(['HH', 2]);

  // what a person sees at the bench is the same row
  const [report] = await hospital.all('DiagnosticReport');
  const sheet = await hospital.as('lab-technician').call(resultSheet, `DiagnosticReport/${report?.id}`);
  expect(sheet.indicator.find(({ code }) => code === 'K')).toMatchObject({ high: 6, criticalHigh: 7, flag: 'HH' });
  await hospital.close();
});

test('kết quả tính toán đi theo số đo của máy: đo lại ngoài giới hạn công thức thì rơi, đo lại được thì trở lại', async () => {
  const { hospital, order, tell, result } = await openMachine();
  const tube = await order(CHOLESTEROL, TRIGLYCERIDES, HDL);
  expect(await tell(tube, 'CHOL 5.2 mmol/L', 'TG 1.1 mmol/L', 'HDL 1.2 mmol/L')).toBe('AA');
  expect((await result('LDL-F'))?.valueQuantity?.value).toBe(3.5);
  // triglycerides alone are measured again, beyond Friedewald
  expect(await tell(tube, 'TG 5.1 mmol/L')).toBe('AA');
  const fallen = await result('LDL-F');
  expect([fallen?.status, fallen?.valueQuantity, fallen?.dataAbsentReason?.text]).toEqual([
    'cancelled',
    undefined,
    'Không tính được',
  ]);
  expect(await tell(tube, 'TG 2.2 mmol/L')).toBe('AA');
  expect(await result('LDL-F')).toMatchObject({ status: 'preliminary', valueQuantity: { value: 3 } });
  // an input that the machine takes back
  expect(await tell(tube, 'HDL 0 mmol/L X')).toBe('AA');
  expect((await result('LDL-F'))?.status).toBe('cancelled');
  await hospital.close();
});

test('chỉ số huyết thanh máy gửi kèm vào ống và giữ kali lại cho người xem; chữ không đọc được thì dừng', async () => {
  const { hospital, order, tell } = await openMachine(indexCodes);
  const tube = await order(ELECTROLYTES);
  expect(await tell(tube, 'NA 140 mmol/L', 'K 4.2 mmol/L', 'CL 101 mmol/L', 'HEM 20', 'LIP 10')).toBe('AA');
  const [report] = await hospital.all('DiagnosticReport');
  const reasons = async () => {
    const sheet = await hospital.as('lab-technician').call(resultSheet, `DiagnosticReport/${report?.id}`);
    return sheet.indicator.find(({ code }) => code === 'K')?.reason ?? [];
  };
  expect(await reasons()).toEqual([]);
  expect(await tell(tube, 'K 4.9 mmol/L', 'HEM 180')).toBe('AA');
  expect(await reasons()).toEqual(['index']);
  const [specimen] = await hospital.all('Specimen');
  expect(specimen?.condition?.map(({ text }) => text).toSorted()).toEqual(['10', '180']);
  expect(await tell(tube, 'K 4.9 mmol/L', 'HEM nhiều')).toBe('AE');
  expect(await reasons()).toEqual(['index']);
  await hospital.close();
});
