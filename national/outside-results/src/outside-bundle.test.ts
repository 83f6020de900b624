import { codeSystems, identifierSystems, partnerSystem } from '@lienmach/core';
import type { DiagnosticReport, FhirResource, Observation, Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { outsideBundle, outsideNeeds } from './outside-bundle.ts';
import { type OutsideReport, type OutsideResult, outsideIds } from './outside-report.ts';
import { checkMarks, type PatientMarks, patientSearch } from './patient-marks.ts';

const NUMBER = '099058000001';
const now = new Date('2026-03-02T03:00:00Z');

const patient: Patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: identifierSystems.personalNumber, value: NUMBER },
    { system: identifierSystems.patientNumber, value: 'BN26000001' },
  ],
  birthDate: '1958-03-12',
};

const potassium: OutsideResult = {
  loinc: '2823-3',
  name: 'Kali máu',
  value: { amount: { digits: '6.80', unit: 'mmol/L', ucum: 'mmol/L' } },
  status: 'final',
  flag: 'HH',
  interval: { low: { digits: '3.5', ucum: 'mmol/L' }, high: { digits: '5.1', ucum: 'mmol/L' } },
};

const report: OutsideReport = {
  facility: { code: '99002', name: 'Phòng xét nghiệm Mẫu', qualityLevel: '3' },
  number: 'XN-0001',
  patient: { identifiers: [{ system: identifierSystems.personalNumber, value: NUMBER }], birthDate: '1958-03-12' },
  issued: '2026-03-02T09:00:00+07:00',
  sampled: '2026-03-02T07:28:00+07:00',
  results: [potassium],
};

const written = (told: OutsideReport, earlier?: DiagnosticReport) =>
  (outsideBundle(told, patient, { report: earlier }, now).entry ?? []).flatMap(({ resource }) =>
    resource === undefined ? [] : [resource],
  );

type OfType<T> = Extract<FhirResource, { resourceType: T }>;

const of = <T extends FhirResource['resourceType']>(type: T, resources: readonly { resourceType: string }[]) =>
  resources.filter((one): one is OfType<T> => one.resourceType === type);

const refusalOf = (act: () => unknown): string => {
  try {
    act();
    return 'none';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('kết quả của phòng xét nghiệm khác thành hồ sơ', () => {
  test('ghi rõ là ngoài cơ sở, ai đo, mức chất lượng nào; không thuộc chỉ định hay lượt khám nào', () => {
    const [result] = of('Observation', written(report));
    expect(result).toMatchObject({
      meta: { tag: [{ system: codeSystems.resultOrigin, code: 'outside' }] },
      status: 'final',
      code: { coding: [{ system: codeSystems.loinc, code: '2823-3' }], text: 'Kali máu' },
      performer: [
        { identifier: { system: identifierSystems.facility, value: '99002' }, display: 'Phòng xét nghiệm Mẫu' },
      ],
      extension: [{ valueCoding: { system: codeSystems.labQualityLevel, code: '3' } }],
      effectiveDateTime: '2026-03-02T07:28:00+07:00',
      interpretation: [{ coding: [{ code: 'HH' }] }],
      referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }],
    });
    expect(result).not.toHaveProperty('basedOn');
    expect(result).not.toHaveProperty('encounter');
    expect(JSON.stringify(result)).toContain('"value":6.80');
    const [whole] = of('DiagnosticReport', written(report));
    expect(whole).toMatchObject({ status: 'final', result: [{ reference: `Observation/${result?.id}` }] });
  });

  test.each<[string, OutsideResult['value'], Partial<Observation>]>([
    ['chữ', { text: 'Âm tính' }, { valueString: 'Âm tính' }],
    [
      'mã',
      { text: 'Negative', coding: { system: 'http://snomed.info/sct', code: '260385009' } },
      { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260385009' }], text: 'Negative' } },
    ],
    [
      'không đo được',
      { absent: 'Mẫu vỡ hồng cầu' },
      {
        dataAbsentReason: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }],
          text: 'Mẫu vỡ hồng cầu',
        },
      },
    ],
    [
      'đơn vị không phải UCUM',
      { amount: { digits: '152', unit: 'THOUS/MCL' } },
      { valueQuantity: { value: 152, unit: 'THOUS/MCL' } },
    ],
    [
      'dưới ngưỡng',
      { amount: { digits: '0.1', comparator: '<', ucum: 'mg/L' } },
      { valueQuantity: { value: 0.1, comparator: '<', unit: 'mg/L', system: codeSystems.ucum, code: 'mg/L' } },
    ],
  ])('giá trị dạng %s', (_, value, expected) => {
    const [result] = of('Observation', written({ ...report, results: [{ ...potassium, value }] }));
    expect(result).toMatchObject(expected);
  });

  test('cùng kết quả kể bằng cách khác (múi giờ khác, có giây) vẫn là một; mã khác, giờ khác, phiếu khác, nơi khác thì không', () => {
    const [same] = outsideIds({ ...report, sampled: '2026-03-02T00:28:30Z' }).results;
    expect(outsideIds(report).results).toEqual([same]);
    const others = [
      outsideIds({ ...report, sampled: '2026-03-02T07:29:00+07:00' }),
      outsideIds({ ...report, number: 'XN-0002' }),
      outsideIds({ ...report, facility: { ...report.facility, code: '99003' } }),
      outsideIds({ ...report, results: [{ ...potassium, loinc: '2951-2' }] }),
      outsideIds({ ...report, results: [{ ...potassium, loinc: undefined }] }),
    ].map(({ results }) => results[0]);
    expect(new Set([same, ...others]).size).toBe(6);
  });

  test('cùng một mã đo hai lần một lúc thì đếm theo thứ tự', () => {
    const { results } = outsideIds({ ...report, results: [potassium, potassium] });
    expect(new Set(results).size).toBe(2);
  });

  test('bổ sung thêm chỉ số thì phiếu giữ cả hai; bản phát hành trước đến muộn thì không đổi gì', () => {
    const [earlier] = of('DiagnosticReport', written(report));
    const more = { ...report, results: [{ ...potassium, loinc: '2951-2', name: 'Natri' }] };
    expect(of('DiagnosticReport', written(more, earlier))[0]?.result).toHaveLength(2);
    expect(written({ ...report, issued: '2026-03-02T08:59:00+07:00' }, earlier)).toEqual([]);
  });

  test('đến từ một tài liệu thì ghi nguồn', () => {
    const told = { ...report, document: { reference: 'DocumentReference/d1' } };
    const [source] = of('Provenance', written(told));
    expect(source).toMatchObject({ target: [{}, {}], entity: [{ role: 'source', what: told.document }] });
  });

  test('sửa kết quả thì phiếu cũng là bản sửa', () => {
    const results = [{ ...potassium, status: 'corrected' as const, note: 'Đo lại' }];
    const made = written({ ...report, results, conclusion: 'Kali cao' });
    expect(of('DiagnosticReport', made)[0]).toMatchObject({ status: 'corrected', conclusion: 'Kali cao' });
    expect(of('Observation', made)[0]).toMatchObject({ status: 'corrected', note: [{ text: 'Đo lại' }] });
  });

  test.each<[string, Partial<OutsideReport>, string]>([
    ['không số phiếu', { number: ' ' }, 'outside-results.noReportNumber'],
    ['không mã cơ sở', { facility: { code: '', name: 'Không rõ' } }, 'outside-results.noReportNumber'],
    ['không kết quả', { results: [] }, 'outside-results.noOutsideResult'],
    ['không giờ nào', { issued: '', sampled: undefined }, 'outside-results.noSamplingTime'],
  ])('%s thì dừng', (_, change, code) => {
    expect(refusalOf(() => outsideNeeds({ ...report, ...change }))).toBe(code);
  });
});

describe('hai dấu hiệu nhận người bệnh phải cùng chỉ một người', () => {
  const personal = { system: identifierSystems.personalNumber, value: NUMBER };
  const own = { system: identifierSystems.patientNumber, value: 'BN26000001' };
  const card = { system: identifierSystems.insuranceCard, value: 'DN4999999000001' };
  const book = { system: identifierSystems.socialInsuranceNumber, value: '9999000001' };
  const insured: Patient = {
    ...patient,
    identifier: [...(patient.identifier ?? []), card, book, { ...book, value: NUMBER }],
  };
  test.each<[string, PatientMarks, string]>([
    ['số định danh và ngày sinh', { identifiers: [personal], birthDate: '1958-03-12' }, 'none'],
    ['số định danh và năm sinh', { identifiers: [personal], birthDate: '1958' }, 'none'],
    ['hai số, không ngày sinh', { identifiers: [personal, own] }, 'none'],
    ['một số kể hai lần', { identifiers: [personal, personal] }, 'outside-results.secondMarkMissing'],
    ['thẻ và số sổ là một', { identifiers: [card, book] }, 'outside-results.secondMarkMissing'],
    [
      'một số dưới hai tên',
      { identifiers: [personal, { ...book, value: NUMBER }] },
      'outside-results.secondMarkMissing',
    ],
    ['thẻ và ngày sinh', { identifiers: [card], birthDate: '1958-03-12' }, 'none'],
    ['chỉ một số', { identifiers: [personal] }, 'outside-results.secondMarkMissing'],
    ['chỉ ngày sinh', { identifiers: [], birthDate: '1958-03-12' }, 'outside-results.secondMarkMissing'],
    ['ngày sinh khác', { identifiers: [personal, own], birthDate: '1958-03-13' }, 'outside-results.marksDisagree'],
    [
      'số thứ hai của người khác',
      { identifiers: [own, { ...personal, value: '099058000002' }], birthDate: '1958-03-12' },
      'outside-results.marksDisagree',
    ],
    [
      'thẻ cũ không làm sai',
      {
        identifiers: [personal, { system: identifierSystems.insuranceCard, value: 'DN4990000000001' }],
        birthDate: '1958-03-12',
      },
      'none',
    ],
  ])('%s', (_, marks, code) => {
    expect(refusalOf(() => checkMarks(marks, insured))).toBe(code);
  });

  test('chỉ tìm theo loại số mà cơ sở biết; không có số nào thì dừng', () => {
    const search = patientSearch({ identifiers: [personal, { system: 'urn:oid:1.2.3', value: '7' }] });
    expect(new URLSearchParams(search.split('?')[1]).get('identifier')).toBe(`${personal.system}|${NUMBER}`);
    expect(refusalOf(() => patientSearch({ identifiers: [{ system: 'urn:oid:1.2.3', value: '7' }] }))).toBe(
      'outside-results.noIdentifier',
    );
  });

  test('số do đối tác cấp mà hồ sơ đã ghi cũng là một dấu hiệu', () => {
    const theirs = { system: partnerSystem('pxn-mau', 'patient'), value: 'P7' };
    const knows: Patient = { ...patient, identifier: [theirs] };
    expect(refusalOf(() => checkMarks({ identifiers: [theirs], birthDate: '1958-03-12' }, knows))).toBe('none');
    expect(refusalOf(() => checkMarks({ identifiers: [theirs], birthDate: '1958-03-12' }, patient))).toBe(
      'outside-results.secondMarkMissing',
    );
  });

  test('phiếu đã gắn vào chỉ định và lượt khám của ta: kể lại thì vẫn gắn', () => {
    const joined = { basedOn: [{ reference: 'ServiceRequest/c1' }], encounter: { reference: 'Encounter/e1' } };
    const [first] = of('DiagnosticReport', written({ ...report, order: '260302X1' }));
    expect(first?.identifier).toMatchObject([{ value: '99002/XN-0001' }, { value: '260302X1' }]);
    const again = written(report, { resourceType: 'DiagnosticReport', status: 'final', code: {}, ...first, ...joined });
    expect(of('DiagnosticReport', again)[0]).toMatchObject(joined);
    expect(of('Observation', again)[0]).toMatchObject({ encounter: joined.encounter });
  });

  test('tìm phiếu đã kể trước đó theo nơi gửi và số phiếu', () => {
    expect(decodeURIComponent(outsideNeeds(report).earlier)).toBe(
      `DiagnosticReport?identifier=${identifierSystems.outsideReport}|99002/XN-0001`,
    );
  });
});
