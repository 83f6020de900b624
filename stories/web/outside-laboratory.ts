import { createServer } from 'node:net';
import { type CdaDraft, rootOf, writeCda } from '@lienmach/cda';
import { sendChunks } from '@lienmach/cli';
import { identifierSystems, identifierValue, nameText } from '@lienmach/core';
import { frame, readHl7 } from '@lienmach/exchange';
import type { Patient } from 'fhir/r4';
import type { WebDemo } from './open-web-demo.ts';

const LOINC = '2.16.840.1.113883.6.1';
const FACILITY = '99002';
const NUMBER = 'P-1';

/** Whom the other laboratory measured, and when: the day before. */
export interface OutsidePerson {
  readonly number: string;
  readonly birth: string;
  readonly name: string;
  readonly sampled: Date;
}

export const outsidePerson = (patient: Patient): OutsidePerson => ({
  number: identifierValue(patient, identifierSystems.personalNumber) ?? '',
  birth: patient.birthDate ?? '',
  name: nameText(patient.name),
  sampled: new Date(Math.floor((Date.now() - 86_400_000) / 60_000) * 60_000),
});

const HOUR = 3_600_000;
/** `20260302072800`, as clocks in Viet Nam show it */
const written = (at: Date): string =>
  new Date(at.getTime() + 7 * HOUR).toISOString().replace(/[-:T]/g, '').slice(0, 14);
const iso = (at: Date): string => `${new Date(at.getTime() + 7 * HOUR).toISOString().slice(0, 19)}+07:00`;

/** @param order  of ours, that it answers */
export const outsideMessage = ({ number, birth, name, sampled }: OutsidePerson, order = 'C1'): string =>
  [
    `MSH|^~\\&|LIS|PXN MAU|LIENMACH||${written(new Date())}||ORU^R01^ORU_R01|NGOAI1|P|2.5.1|||||||UNICODE UTF-8`,
    `PID|1||${number}^^^CCCD^NI||${name}||${birth.replaceAll('-', '')}`,
    `OBR|1|${order}|${NUMBER}|DGD^Điện giải đồ^L|||${written(sampled)}|||||||||||||||${written(new Date(sampled.getTime() + HOUR))}|||F`,
    'OBX|1|NM|2823-3^Kali máu^LN||5.90|mmol/L|3.5-5.1|H|||F',
  ].join('\r');

const measure = (code: string, text: string, digits: string, flag: string) => ({
  kind: 'observation' as const,
  ids: [],
  concept: { codes: [{ code, system: LOINC }], text },
  value: { amount: { digits, unit: 'mmol/L', isUcum: true } },
  flag,
});

/** The same report as a document, with one result more. */
export function outsideDocumentOf({ number, birth, name, sampled }: OutsidePerson): string {
  const time = iso(new Date(sampled.getTime() + 2 * HOUR));
  const draft: CdaDraft = {
    id: { root: '1.2.3.99002', extension: 'tai-lieu-1' },
    setId: { root: '1.2.3.99002', extension: 'bo-1' },
    version: 1,
    code: { code: '11502-2', system: LOINC, display: 'Laboratory report' },
    title: 'Phiếu kết quả xét nghiệm',
    time,
    language: 'vi-VN',
    patient: {
      ids: [{ root: rootOf(identifierSystems.personalNumber), extension: number }],
      name: { text: name },
      birth,
    },
    author: { ids: [], name: { text: 'BS. Mẫu' }, time },
    organization: {
      ids: [{ root: rootOf(identifierSystems.facility), extension: FACILITY }],
      name: 'Phòng xét nghiệm Mẫu',
    },
    sections: [
      {
        code: { code: '30954-2', system: LOINC },
        title: 'Kết quả',
        paragraphs: ['Kali máu 5,9 mmol/L', 'Clo máu 101 mmol/L'],
        entries: [
          {
            kind: 'battery',
            ids: [{ root: '1.2.3.99002.1', extension: NUMBER }],
            concept: { codes: [], text: 'Điện giải đồ' },
            status: 'completed',
            start: iso(sampled),
            parts: [measure('2823-3', 'Kali máu', '5.90', 'H'), measure('2075-0', 'Clo máu', '101', 'N')],
          },
        ],
      },
    ],
  };
  return writeCda(draft);
}

const freePort = (): Promise<number> =>
  new Promise((answer) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** The integrator declares a channel with data only; the message comes over it and is acknowledged. */
export async function sendByMessage({ demo }: WebDemo, message: string): Promise<void> {
  const integrator = await demo.as('integrator');
  const port = await freePort();
  await integrator.operation('Endpoint/$save-channel', {
    id: 'pxn-mau',
    name: 'Phòng xét nghiệm Mẫu',
    status: { valueCode: 'active' },
    definition: JSON.stringify({
      direction: 'in',
      transport: { kind: 'mllp', port },
      codec: 'hl7v2',
      mappings: ['laboratory.outside-oru'],
      partner: { id: 'pxn-mau', organization: FACILITY },
      options: {
        'authority.CCCD': 'personal',
        'facility-name': 'Phòng xét nghiệm Mẫu',
        units: 'ucum',
        'quality-level': '3',
      },
    }),
  });
  const raw = Buffer.from(frame(Buffer.from(`${message}\r`)));
  const [answer] = await sendChunks({ host: '127.0.0.1', port }, [raw], 1);
  const said = readHl7(answer ?? Buffer.from('')).segment('MSA');
  if (said?.get(1) !== 'AA') throw new Error(`not taken: ${said?.get(1)} ${said?.get(3)}`);
}
