import { codeSystems, identifierSystems } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type {
  AllergyIntolerance,
  ClinicalImpression,
  Composition,
  Condition,
  DiagnosticReport,
  Encounter,
  MedicationRequest,
  Observation,
  Patient,
} from 'fhir/r4';

const VITAL = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
];
const ucum = (value: number, code: string, unit = code) => ({ value, unit, system: codeSystems.ucum, code });
const at = '2026-03-02T07:28:00+07:00';

interface OddVisit {
  /** a newborn whom nobody has named or numbered yet */
  readonly isNewborn?: boolean;
  readonly hasEnd?: boolean;
  readonly kind?: 'AMB' | 'IMP';
  readonly status?: Encounter['status'];
}

const woman: Patient = {
  resourceType: 'Patient',
  identifier: [
    { system: identifierSystems.personalNumber, value: '099058000001' },
    { system: identifierSystems.patientNumber, value: '26-000001' },
  ],
  name: [{ use: 'official', text: 'Nguyễn Thị Hoài An', family: 'Nguyễn', given: ['Thị', 'Hoài', 'An'] }],
  gender: 'female',
  birthDate: '1958-03-12',
  address: [{ text: 'Số 1 "A&B", Xã Thử' }],
  telecom: [{ system: 'phone', value: '0000 000 002' }],
};

const newborn: Patient = { resourceType: 'Patient', gender: 'unknown', birthDate: '2026-03-02' };

/** A visit with everything that is seldom tidy: no end, no LOINC, names with & and <, bounds, words, nothing measured. @returns `Encounter/…` */
export async function oddVisit(hospital: TestHospital, wanted: OddVisit = {}): Promise<string> {
  const { isNewborn = false, hasEnd = true, kind = 'AMB', status = 'finished' } = wanted;
  const { store } = hospital.as('tool');
  const patient = isNewborn
    ? await store.create<Patient>(newborn)
    : await store.createIfNone({ system: identifierSystems.patientNumber, value: '26-000001' }, woman);
  const subject = { reference: `Patient/${patient.id}` };
  const encounter = await store.create<Encounter>({
    resourceType: 'Encounter',
    status,
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: kind },
    subject,
    period: { start: '2026-03-02T07:00:00+07:00', ...(hasEnd ? { end: '2026-03-02T09:30:00+07:00' } : {}) },
    reasonCode: [{ text: 'Mệt <mới>, phù & khó thở' }],
    participant: [{ individual: { reference: 'Practitioner/doctor', display: 'doctor' } }],
    hospitalization: { dischargeDisposition: { text: 'Ra viện' } },
  });
  if (isNewborn) return `Encounter/${encounter.id}`;
  const here = { subject, encounter: { reference: `Encounter/${encounter.id}` } };
  await store.create<Condition>({
    resourceType: 'Condition',
    ...here,
    code: { coding: [{ system: codeSystems.icd10, code: 'N18.3' }], text: 'Suy thận mạn độ 3 & tăng kali' },
  });
  await store.create<Condition>({ resourceType: 'Condition', ...here, code: { text: 'Bệnh chưa có mã <lạ>' } });
  await store.create<ClinicalImpression>({
    resourceType: 'ClinicalImpression',
    status: 'completed',
    ...here,
    effectiveDateTime: at,
    summary: 'Tim đều\nPhổi trong',
    finding: [{ itemCodeableConcept: { text: 'Cần theo dõi' } }],
  });
  await store.create<Observation>({
    resourceType: 'Observation',
    status: 'final',
    ...here,
    category: VITAL,
    code: { coding: [{ system: codeSystems.loinc, code: '85354-9' }], text: 'Huyết áp' },
    effectiveDateTime: at,
    component: [
      {
        code: { coding: [{ system: codeSystems.loinc, code: '8480-6' }], text: 'Tâm thu' },
        valueQuantity: ucum(152, 'mm[Hg]', 'mmHg'),
      },
      {
        code: { coding: [{ system: codeSystems.loinc, code: '8462-4' }], text: 'Tâm trương' },
        valueQuantity: ucum(90, 'mm[Hg]', 'mmHg'),
      },
    ],
  });
  await oddResults(hospital, here);
  await oddTreatment(hospital, here);
  await store.create<Composition>(referralOf(here));
  return `Encounter/${encounter.id}`;
}

type Here = { readonly subject: { readonly reference: string }; readonly encounter: { readonly reference: string } };

async function oddTreatment(hospital: TestHospital, here: Here): Promise<void> {
  const { store } = hospital.as('tool');
  await store.create<MedicationRequest>({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    ...here,
    medicationCodeableConcept: {
      coding: [{ system: codeSystems.drugProduct, code: 'T01' }],
      text: 'Furosemid 40 mg & kali',
    },
    dosageInstruction: [{ text: 'Sáng 1 viên, trưa 1/2 viên' }],
    dispenseRequest: { quantity: { value: 45, unit: 'viên' } },
  });
  await store.create<AllergyIntolerance>({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
    patient: here.subject,
    code: { text: 'Tôm < cua' },
    reaction: [{ manifestation: [{ text: 'Mày đay' }] }],
  });
}

async function oddResults(hospital: TestHospital, here: Here): Promise<void> {
  const { store } = hospital.as('tool');
  const lab = (one: Partial<Observation> & Pick<Observation, 'code'>) =>
    store.create<Observation>({
      resourceType: 'Observation',
      status: 'final',
      ...here,
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      effectiveDateTime: at,
      ...one,
    });
  const results = [
    await lab({
      code: {
        coding: [
          { system: codeSystems.labIndicator, code: 'K' },
          { system: codeSystems.loinc, code: '2823-3', display: 'Potassium [Moles/volume] in Serum or Plasma' },
        ],
        text: 'Kali',
      },
      valueQuantity: ucum(6.8, 'mmol/L'),
      interpretation: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' }],
          text: 'Cao đến mức báo động',
        },
      ],
      referenceRange: [{ low: ucum(3.5, 'mmol/L'), high: ucum(5.1, 'mmol/L') }],
    }),
    await lab({
      code: { coding: [{ system: codeSystems.loinc, code: '6690-2' }], text: 'Bạch cầu' },
      valueQuantity: ucum(12.6, '10*9/L', 'G/L'),
      referenceRange: [{ high: ucum(10, '10*9/L', 'G/L'), text: 'người lớn' }],
    }),
    await lab({ code: { text: 'Chỉ số không có LOINC' }, valueQuantity: { value: 3, unit: 'đơn vị lạ' } }),
    await lab({ code: { text: 'CRP' }, valueQuantity: { ...ucum(5, 'mg/L'), comparator: '<' } }),
    await lab({ code: { text: 'HBsAg' }, valueString: 'Âm tính (S/CO < 1)' }),
    await lab({ code: { text: 'Nhóm máu' }, valueCodeableConcept: { text: 'A' } }),
    await lab({ status: 'cancelled', code: { text: 'Natri' } }),
    await lab({ status: 'preliminary', code: { text: 'Chưa duyệt' }, valueString: 'không được gửi đi' }),
  ];
  await store.create<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status: 'final',
    ...here,
    identifier: [{ system: identifierSystems.orderNumber, value: '260302X000001' }],
    code: { text: 'Sinh hóa & huyết học' },
    effectiveDateTime: at,
    issued: '2026-03-02T08:40:00+07:00',
    resultsInterpreter: [{ reference: 'Practitioner/lab-doctor', display: 'lab-doctor' }],
    result: results.map(({ id }) => ({ reference: `Observation/${id}` })),
    conclusion: 'Kali máu cao',
  });
}

const referralOf = (here: Here): Composition => ({
  resourceType: 'Composition',
  status: 'final',
  type: { coding: [{ system: codeSystems.visitPaper, code: 'referral' }] },
  ...here,
  date: '2026-03-02T09:00:00+07:00',
  author: [{ reference: 'Practitioner/doctor', display: 'doctor' }],
  title: 'Phiếu chuyển',
  section: [
    ['to-name', 'Nơi chuyển đến', 'Bệnh viện tỉnh <Mẫu>'],
    ['reason', 'Lý do chuyển', 'Vượt khả năng & cần lọc máu'],
    ['signs', 'Dấu hiệu lâm sàng', 'Phù hai chân'],
  ].map(([code = '', title = '', text = '']) => ({
    title,
    code: { coding: [{ system: codeSystems.paperSection, code }] },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p></div>`,
    },
  })),
});
