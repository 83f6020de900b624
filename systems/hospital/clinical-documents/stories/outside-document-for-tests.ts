import { type CdaDraft, nameUuid, type PanelDraft, rootOf, type SectionDraft, writeCda } from '@lienmach/cda';
import { identifierSystems } from '@lienmach/core';
import type { Patient } from 'fhir/r4';

export const PERSONAL_NUMBER = '099058000001';
const LOINC = '2.16.840.1.113883.6.1';

export const outsidePatient: Patient = {
  resourceType: 'Patient',
  identifier: [
    { system: identifierSystems.personalNumber, value: PERSONAL_NUMBER },
    { system: identifierSystems.patientNumber, value: 'BN26000001' },
  ],
  name: [{ use: 'official', text: 'Nguyễn Thị Hoài An', family: 'Nguyễn', given: ['Thị', 'Hoài', 'An'] }],
  gender: 'female',
  birthDate: '1958-03-12',
};

const loinc = (code: string, text: string) => ({ codes: [{ code, system: LOINC }], text });

const panel = (potassium: string): PanelDraft => ({
  kind: 'battery',
  ids: [{ root: nameUuid('phieu-99002'), extension: 'XN-0001' }],
  concept: { codes: [], text: 'Điện giải đồ' },
  status: 'completed',
  start: '2026-03-01T07:28:00+07:00',
  parts: [
    {
      kind: 'observation',
      ids: [],
      concept: loinc('2823-3', 'Kali máu'),
      status: 'completed',
      value: { amount: { digits: potassium, unit: 'mmol/L', isUcum: true } },
      flag: 'HH',
      range: {
        low: { digits: '3.5', unit: 'mmol/L', isUcum: true },
        high: { digits: '5.1', unit: 'mmol/L', isUcum: true },
      },
    },
  ],
});

const heading = (code: string, title: string) => ({ code: { code, system: LOINC }, title });

const fact = (word: string) => ({
  ids: [{ root: nameUuid(word) }],
  concept: { codes: [], text: word },
  isActive: true,
});

const sections = (potassium: string): SectionDraft[] => [
  { ...heading('30954-2', 'Kết quả xét nghiệm'), paragraphs: ['Kali máu cao'], entries: [panel(potassium)] },
  {
    ...heading('11450-4', 'Chẩn đoán'),
    entries: [{ ...fact('Tăng huyết áp & đái tháo đường'), kind: 'problem', start: '2020' }],
  },
  {
    ...heading('48765-2', 'Dị ứng'),
    entries: [{ ...fact('Penicilin'), kind: 'allergy', reactions: ['Nổi mày đay'], isNone: false }],
  },
  {
    ...heading('10160-0', 'Thuốc'),
    entries: [{ ...fact('Amlodipin 5 mg'), kind: 'medicine', mood: 'EVN', start: '2026-01-05' }],
  },
  {
    ...heading('11369-6', 'Tiêm chủng'),
    entries: [{ ...fact('Cúm mùa'), kind: 'medicine', mood: 'EVN', isActive: false, start: '2025-10-02', lot: 'L1' }],
  },
  {
    ...heading('8716-3', 'Sinh hiệu'),
    entries: [
      {
        kind: 'cluster',
        ids: [],
        concept: { codes: [], text: 'Sinh hiệu' },
        status: 'completed',
        start: '2026-03-01T07:20:00+07:00',
        parts: [
          {
            kind: 'observation',
            ids: [],
            concept: loinc('8867-4', 'Mạch'),
            value: { amount: { digits: '82', unit: '/min', isUcum: true } },
          },
        ],
      },
    ],
  },
];

export interface OutsideDocument {
  readonly version?: number;
  readonly potassium?: string;
  /** titles of sections that are left out */
  readonly without?: readonly string[];
  readonly birth?: string;
  readonly personalNumber?: string;
  readonly change?: Partial<CdaDraft>;
}

const DOCUMENT_SET = { root: nameUuid('bo-tai-lieu-99002') };

export const documentIdOf = (version: number) => ({ root: nameUuid(`tai-lieu-99002-${version}`) });

/** A discharge letter of a hospital that does not exist, for a patient who does not. */
export function outsideDocument(wanted: OutsideDocument = {}): Buffer {
  const { version = 1, potassium = '6.80', without = [], birth = '1958-03-12' } = wanted;
  const signer = { ids: [], name: { family: 'Lê', given: ['Văn', 'Mẫu'] }, time: '2026-03-01T10:00:00+07:00' };
  const draft: CdaDraft = {
    id: documentIdOf(version),
    setId: DOCUMENT_SET,
    version,
    ...(version > 1 ? { replaces: { id: documentIdOf(version - 1), version: version - 1 } } : {}),
    code: { code: '18842-5', system: LOINC, display: 'Discharge summary' },
    title: 'Giấy ra viện <bản sao>',
    time: `2026-03-01T10:0${version}:00+07:00`,
    language: 'vi-VN',
    patient: {
      ids: [{ root: rootOf(identifierSystems.personalNumber), extension: wanted.personalNumber ?? PERSONAL_NUMBER }],
      name: { family: 'Nguyễn', given: ['Thị', 'Hoài', 'An'] },
      gender: 'female',
      birth,
    },
    author: signer,
    legalAuthenticator: signer,
    organization: {
      ids: [{ root: rootOf(identifierSystems.facility), extension: '99002' }],
      name: 'Bệnh viện Đa khoa tỉnh Mẫu',
    },
    encounter: { ids: [], start: '2026-02-25T08:00:00+07:00', end: '2026-03-01T10:00:00+07:00' },
    sections: sections(potassium).filter(({ title }) => !without.includes(title)),
    ...wanted.change,
  };
  return Buffer.from(writeCda(draft), 'utf8');
}
