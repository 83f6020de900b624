import { identifierSystems } from '@lienmach/core';
import type { InboundChannel } from '@lienmach/exchange';

/** Channels as a site would declare them for the systems that the samples come from: data only. */
export interface SampleChannel extends InboundChannel {
  /** which files come by it */
  readonly files: RegExp;
  /** the code map: codes of the partner to LOINC */
  readonly codes?: Readonly<Record<string, string>>;
}

const OWN = identifierSystems.patientNumber;
const document = { codec: 'cda', organization: '99003' } as const;
const hospital = { 'authority.test1': 'partner', 'authority.ADT1': 'partner' };
const numbers = { 'authority.': 'partner' };

const channel = (id: string, files: RegExp, options: Readonly<Record<string, string>>): SampleChannel => ({
  id: `mau-${id}`,
  partner: `mau-${id}`,
  files,
  options,
});

/** A laboratory elsewhere that writes about patients under our own numbers. */
const laboratory = (
  id: string,
  files: RegExp,
  more: Readonly<Record<string, string>>,
  codes: Readonly<Record<string, string>> = {},
): SampleChannel => ({
  ...channel(id, files, { kind: 'outside-laboratory', ...more }),
  mappings: ['laboratory.outside-oru', 'laboratory.outside-oul'],
  codes,
});

export const sampleChannels: readonly SampleChannel[] = [
  // our own numbers, as those documents write them
  { ...channel('giay-cda', /^cda\/(?:General|Unstructured)/, { 'id.2.16.840.1.113883.4.1': OWN }), ...document },
  { ...channel('van-ban-cda', /^cda\//, { 'id.2.16.840.1.113883.19.5.99999.2': OWN }), ...document },
  { ...channel('astm', /^astm\//, {}), codec: 'astm' },
  // the number of the social security of their country stands where a personal number stands here
  { ...channel('cda', /^cda\//, { 'authority.2.16.840.1.113883.4.1': 'own' }), codec: 'cda' },
  channel('khoa-kham', /hl7v2\/ms-converter\/ADT-A(?:06|07|09|10|45)/, hospital),
  channel('his', /hl7v2\/ms-converter\/(?:ADT-|BAR-|DFT-|RDS-)/, hospital),
  channel('lich-hen', /hl7v2\/ms-converter\/SIU-/, hospital),
  channel('chi-dinh', /hl7v2\/ms-converter\/OMG-/, hospital),
  channel('redox', /hl7v2\/ms-converter\/ADT04-/, {
    ...numbers,
    'authority.EHRID': 'partner',
    'authority.NIST': 'partner',
  }),
  channel('van-ban', /hl7v2\/ms-converter\/MDM-/, numbers),
  channel('van-de', /hl7v2\/ms-converter\/PC1-/, numbers),
  laboratory('phong-xn', /hl7v2\/ms-converter\/LAB-/, { 'authority.1': 'own' }),
  laboratory('giai-phau-benh', /hl7v2\/ms-converter\/OUL-/, { 'authority.': 'own', 'unknown-codes': 'text' }),
  laboratory(
    'mindray',
    /hl7v2\/openelis\/bc2000/,
    { 'authority.HOSPITAL': 'own', units: 'ucum' },
    {
      WBC: '6690-2',
      RBC: '789-8',
      HGB: '718-7',
      HCT: '4544-3',
      PLT: '777-3',
    },
  ),
  laboratory(
    'stago',
    /hl7v2\/openelis\/stago/,
    { 'authority.HOSPITAL': 'own', units: 'ucum' },
    {
      PT: '5902-2',
      INR: '6301-6',
      APTT: '3173-2',
      FIB: '3255-7',
      TT: '3243-3',
    },
  ),
];

/** People whom the samples of laboratories are about: they are patients of this house, under its own numbers. */
export const samplePatients = [
  { number: 'PAT002', family: 'RAKOTO', given: 'MARIE', birthDate: '1990-02-20' },
  { number: 'PAT003', family: 'MARTIN', given: 'ALICE', birthDate: '1992-03-08' },
  { number: '10006579', family: 'DUCK', given: 'DONALD', birthDate: '1924-10-10' },
  { number: '111-00-2330', family: 'Jones', given: 'Isabella', birthDate: '2005-05-01' },
  { number: '414122222', family: 'Maur', given: 'Richard', birthDate: '1980-08-01' },
  { number: '00000-0000000', family: 'AAAAAAAA', given: 'AAAAAA', birthDate: '2019-04-11' },
  { number: '998991', family: 'Jones', given: 'Isabella', birthDate: '2005-05-01' },
  { number: '414122222', family: 'Maur', given: 'Richard', birthDate: '1980-08-01' },
  { number: '111-00-2330', family: 'Levin', given: 'Henry', birthDate: '1953-03-02' },
] as const;
