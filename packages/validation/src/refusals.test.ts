import { describe, expect, test } from 'vitest';
import { errors } from './errors.ts';
import { openValidator } from './open-validator.ts';

const validator = openValidator();
const raw = (text: string) => (JSON as JSON & { rawJSON(text: string): unknown }).rawJSON(text);
const patient = (more: object) => ({ resourceType: 'Patient', ...more });
const observation = (more: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Mạch' },
  ...more,
});
const narrative = (div: string) => patient({ text: { status: 'generated', div } });
const problems = (resource: unknown) =>
  validator
    .check(resource)
    .map((issue) => [issue.details?.coding?.[0]?.code?.replace('validation.', '') ?? '', issue.expression?.[0] ?? '']);

const deep = (levels: number): object =>
  levels === 0 ? { url: 'u', valueString: 'x' } : { url: 'u', extension: [deep(levels - 1)] };
const other = { resourceType: 'Organization', id: 'o', name: 'Khoa Khám bệnh' };

type Case = [title: string, resource: unknown, problem: keyof typeof errors, at: string];

const refusals: Case[] = [
  ['văn bản trống', null, 'notResource', ''],
  ['danh sách thay cho hồ sơ', [], 'notResource', ''],
  ['thiếu resourceType', { status: 'final' }, 'notResource', ''],
  ['loại không có trong R4', { resourceType: 'PatientX' }, 'unknownType', 'resourceType'],
  ['loại trừu tượng', { resourceType: 'DomainResource' }, 'unknownType', 'resourceType'],
  ['loại trùng tên có sẵn của JavaScript', { resourceType: 'constructor' }, 'unknownType', 'resourceType'],
  ['thuộc tính lạ', patient({ hoTen: 'An' }), 'unknownProperty', 'Patient.hoTen'],
  ['thuộc tính lạ ở tầng trong', patient({ name: [{ ten: 'An' }] }), 'unknownProperty', 'Patient.name[0].ten'],
  ['chữ thay cho đối tượng', patient({ maritalStatus: 'M' }), 'notObject', 'Patient.maritalStatus'],
  ['một tên không nằm trong danh sách', patient({ name: { text: 'An' } }), 'notArray', 'Patient.name'],
  ['một tên đệm không nằm trong danh sách', patient({ name: [{ given: 'An' }] }), 'notArray', 'Patient.name[0].given'],
  ['danh sách ở chỗ chỉ có một giá trị', patient({ gender: ['male'] }), 'notSingle', 'Patient.gender'],
  ['danh sách ở chỗ chỉ có một đối tượng', patient({ maritalStatus: [{}] }), 'notSingle', 'Patient.maritalStatus'],
  ['null', patient({ gender: null }), 'nullValue', 'Patient.gender'],
  [
    'null trong danh sách không có phần bổ sung',
    patient({ name: [{ given: ['An', null] }] }),
    'nullValue',
    'Patient.name[0].given[1]',
  ],
  ['null trong danh sách đối tượng', patient({ name: [null] }), 'nullValue', 'Patient.name[0]'],
  ['đối tượng rỗng', patient({ name: [{}] }), 'empty', 'Patient.name[0]'],
  ['danh sách rỗng', patient({ name: [] }), 'empty', 'Patient.name'],
  ['danh sách chữ rỗng', patient({ name: [{ given: [] }] }), 'empty', 'Patient.name[0].given'],
  ['chữ rỗng', patient({ name: [{ text: '' }] }), 'empty', 'Patient.name[0].text'],
  ['phần bổ sung chỉ có id', patient({ _birthDate: { id: 'a' } }), 'empty', 'Patient._birthDate'],
  [
    'hai danh sách lệch nhau',
    patient({ name: [{ given: ['An'], _given: [null, { id: 'b', extension: [{ url: 'u', valueCode: 'x' }] }] }] }),
    'misaligned',
    'Patient.name[0]._given',
  ],
  ['lồng quá sâu', patient({ extension: [deep(200)] }), 'tooDeep', ''],
  ['thiếu trạng thái', { resourceType: 'Observation', code: { text: 'Mạch' } }, 'missing', 'Observation.status'],
  [
    'thiếu mã trong phần con',
    observation({ component: [{ valueInteger: 1 }] }),
    'missing',
    'Observation.component[0].code',
  ],
  [
    'hai dạng kết quả',
    observation({ valueString: 'a', valueInteger: 1 }),
    'moreThanOneChoice',
    'Observation.valueInteger',
  ],
  ['kiểu kết quả không được phép', observation({ valueDecimal: 1 }), 'unknownProperty', 'Observation.valueDecimal'],
  [
    'dấu so sánh ở giới hạn tham chiếu',
    observation({ referenceRange: [{ low: { value: 1, comparator: '<' } }] }),
    'unknownProperty',
    'Observation.referenceRange[0].low.comparator',
  ],
  ['ngày không có thật', patient({ birthDate: '2023-02-29' }), 'invalidValue', 'Patient.birthDate'],
  ['ngày kiểu Việt Nam', patient({ birthDate: '02/03/2023' }), 'invalidValue', 'Patient.birthDate'],
  [
    'giờ thiếu múi giờ',
    observation({ effectiveDateTime: '2026-03-02T08:00:00' }),
    'invalidValue',
    'Observation.effectiveDateTime',
  ],
  ['thời điểm thiếu giây', observation({ issued: '2026-03-02T08:00+07:00' }), 'invalidValue', 'Observation.issued'],
  [
    'chữ thay cho số',
    observation({ valueQuantity: { value: '6.8' } }),
    'invalidValue',
    'Observation.valueQuantity.value',
  ],
  ['số thực thay cho số nguyên', observation({ valueInteger: 1.5 }), 'invalidValue', 'Observation.valueInteger'],
  ['số nguyên viết thập phân', observation({ valueInteger: raw('1.0') }), 'invalidValue', 'Observation.valueInteger'],
  ['số nguyên quá lớn', observation({ valueInteger: 2_147_483_648 }), 'invalidValue', 'Observation.valueInteger'],
  [
    'số mũ quá lớn',
    observation({ valueQuantity: { value: raw('1e999999') } }),
    'invalidValue',
    'Observation.valueQuantity.value',
  ],
  ['chữ thay cho đúng sai', patient({ active: 'true' }), 'invalidValue', 'Patient.active'],
  ['id có dấu cách', patient({ id: 'a b' }), 'invalidValue', 'Patient.id'],
  ['id dài 65 ký tự', patient({ id: 'a'.repeat(65) }), 'invalidValue', 'Patient.id'],
  ['ký tự điều khiển', patient({ name: [{ text: 'An\u0000' }] }), 'invalidValue', 'Patient.name[0].text'],
  ['nửa ký tự Unicode', patient({ name: [{ text: '\ud800' }] }), 'invalidValue', 'Patient.name[0].text'],
  ['uri có dấu cách', patient({ identifier: [{ system: 'a b' }] }), 'invalidValue', 'Patient.identifier[0].system'],
  [
    'ảnh không phải base64',
    patient({ photo: [{ contentType: 'image/png', data: 'abc' }] }),
    'invalidValue',
    'Patient.photo[0].data',
  ],
  ['giới tính ngoài danh sách', patient({ gender: 'nam' }), 'invalidCode', 'Patient.gender'],
  [
    'tiền tệ không có',
    { resourceType: 'Invoice', status: 'draft', totalNet: { value: 1, currency: 'VNDD' } },
    'invalidCode',
    'Invoice.totalNet.currency',
  ],
  [
    'trạng thái lâm sàng chỉ có chữ',
    { resourceType: 'Condition', subject: { reference: 'Patient/a' }, clinicalStatus: { text: 'đang bệnh' } },
    'unboundConcept',
    'Condition.clinicalStatus',
  ],
  [
    'dẫn chiếu sai loại',
    observation({ encounter: { reference: 'Patient/a' } }),
    'wrongTarget',
    'Observation.encounter.reference',
  ],
  [
    'dẫn chiếu tuyệt đối sai loại',
    observation({ encounter: { reference: 'https://x.vn/fhir/Patient/a' } }),
    'wrongTarget',
    'Observation.encounter.reference',
  ],
  [
    'dẫn chiếu lô-gic sai loại',
    observation({ encounter: { type: 'Patient', display: 'An' } }),
    'wrongTarget',
    'Observation.encounter.type',
  ],
  [
    'dẫn chiếu có điều kiện sai loại',
    observation({ encounter: { reference: 'Patient?identifier=a|b' } }),
    'wrongTarget',
    'Observation.encounter.reference',
  ],
  [
    'dẫn chiếu tới loại không có',
    observation({ subject: { reference: 'Person1/a' } }),
    'invalidReference',
    'Observation.subject.reference',
  ],
  [
    'dẫn chiếu tới loại gần đúng',
    observation({ subject: { reference: 'Patients/a' } }),
    'unknownType',
    'Observation.subject.reference',
  ],
  [
    'dẫn chiếu không ra dạng nào',
    observation({ subject: { reference: 'Nguyễn Văn An' } }),
    'invalidReference',
    'Observation.subject.reference',
  ],
  [
    'dẫn chiếu mâu thuẫn với type',
    observation({ subject: { reference: 'Patient/a', type: 'Group' } }),
    'invalidReference',
    'Observation.subject.type',
  ],
  [
    'hồ sơ kèm theo không có',
    observation({ performer: [{ reference: '#o' }] }),
    'missingContained',
    'Observation.performer[0].reference',
  ],
  [
    'hồ sơ kèm theo sai loại',
    observation({ contained: [other], subject: { reference: '#o' } }),
    'wrongTarget',
    'Observation.subject.reference',
  ],
  [
    'hồ sơ kèm theo không ai dẫn chiếu',
    observation({ contained: [other] }),
    'unusedContained',
    'Observation.contained',
  ],
  [
    'hồ sơ kèm theo lồng nhau',
    patient({ contained: [{ ...other, contained: [other] }], managingOrganization: { reference: '#o' } }),
    'nestedContained',
    'Patient.contained[0].contained',
  ],
  [
    'hồ sơ kèm theo có phiên bản',
    patient({ contained: [{ ...other, meta: { versionId: '1' } }], managingOrganization: { reference: '#o' } }),
    'containedMeta',
    'Patient.contained[0].meta',
  ],
  [
    'hồ sơ kèm theo không có id',
    patient({ contained: [{ resourceType: 'Organization', name: 'x' }] }),
    'missing',
    'Patient.contained[0].id',
  ],
  [
    'lỗi trong một mục của Bundle',
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient({ gender: 'nam' }) }] },
    'invalidCode',
    'Bundle.entry[0].resource.gender',
  ],
  [
    'phần mở rộng không có địa chỉ',
    patient({ extension: [{ valueString: 'a' }] }),
    'missing',
    'Patient.extension[0].url',
  ],
  ['phần mở rộng không có giá trị', patient({ extension: [{ url: 'u' }] }), 'invariant', 'Patient.extension[0]'],
  [
    'bắt đầu sau kết thúc',
    patient({ name: [{ text: 'An', period: { start: '2026-02-01', end: '2026-01-01' } }] }),
    'invariant',
    'Patient.name[0].period',
  ],
  [
    'mã đơn vị không có hệ mã',
    observation({ valueQuantity: { value: 1, code: 'kg' } }),
    'invariant',
    'Observation.valueQuantity',
  ],
  ['số điện thoại không ghi loại', patient({ telecom: [{ value: '0000000001' }] }), 'invariant', 'Patient.telecom[0]'],
  ['tệp không ghi loại nội dung', patient({ photo: [{ data: 'aGk=' }] }), 'invariant', 'Patient.photo[0]'],
  [
    'có kết quả lại ghi lý do thiếu',
    observation({ valueInteger: 1, dataAbsentReason: { text: 'a' } }),
    'invariant',
    'Observation',
  ],
  [
    'dị ứng không có trạng thái',
    { resourceType: 'AllergyIntolerance', patient: { reference: 'Patient/a' } },
    'invariant',
    'AllergyIntolerance',
  ],
  [
    'kịch bản trong văn bản',
    narrative('<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>'),
    'unsafeNarrative',
    'Patient.text.div',
  ],
];

describe('nội dung không phải FHIR R4 bị từ chối, có nêu chỗ sai', () => {
  test.each(refusals)('%s', (_, resource, problem, at) => {
    const found = problems(resource);
    if (problem === 'tooDeep') expect(found.map(([name]) => name)).toContain(problem);
    else expect(found).toContainEqual([problem, at]);
  });

  test('mỗi lời từ chối đều có ít nhất một trường hợp ở trên hoặc ở dưới', () => {
    const provoked = new Set([...refusals.map(([, , problem]) => problem), 'tooMany']);
    expect(Object.keys(errors).filter((name) => !provoked.has(name as keyof typeof errors))).toEqual([]);
  });
});

test('mọi lỗi được nêu cùng lúc, lời cho người dùng bằng tiếng Việt, không lặp lại giá trị người bệnh', () => {
  const resource = patient({ gender: 'nam', birthDate: '1990-13-01', hoTen: 'Nguyễn Văn An' });
  expect(() => validator.assert(resource)).toThrow(expect.objectContaining({ name: 'FhirError', status: 422 }));
  const issues = validator.check(resource);
  expect(issues.map((issue) => issue.expression)).toEqual([
    ['Patient.gender'],
    ['Patient.birthDate'],
    ['Patient.hoTen'],
  ]);
  expect(issues[1]?.details?.text).toBe('Giá trị không đúng kiểu date.');
  expect(JSON.stringify(issues)).not.toContain('1990-13-01');
  expect(JSON.stringify(issues)).not.toContain('Nguyễn');
});

test('quá nhiều lỗi thì chỉ nêu 50 lỗi đầu', () => {
  const found = problems(patient({ name: Array.from({ length: 1000 }, () => ({})) }));
  expect(found).toHaveLength(51);
  expect(found.at(-1)?.[0]).toBe('tooMany');
});
