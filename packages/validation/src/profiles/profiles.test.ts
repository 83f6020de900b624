import type { ElementDefinition, OperationOutcomeIssue, StructureDefinition } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { openValidator } from '../open-validator.ts';
import { profileErrors } from './errors.ts';
import { openProfileValidator } from './open-profile-validator.ts';

const base = openValidator();
const url = (name: string): string => `urn:thu:${name}`;

type Element = Partial<ElementDefinition> & { path: string };

function profile(name: string, type: string, elements: readonly Element[], more: object = {}): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    url: url(name),
    name,
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: { element: elements.map((one): ElementDefinition => ({ id: one.path, ...one })) },
    ...more,
  };
}

const extension = (name: string, elements: readonly Element[], more: object = {}): StructureDefinition =>
  profile(name, 'Extension', [{ path: 'Extension.url', fixedUri: url(name) }, ...elements], {
    kind: 'complex-type',
    ...more,
  });

const system = 'urn:he';
const sliced = (rules: 'open' | 'closed' | 'openAtEnd', ordered = false): Element[] => [
  { path: 'Patient.identifier', slicing: { discriminator: [{ type: 'value', path: 'system' }], rules, ordered } },
  ...['a', 'b'].flatMap((name): Element[] => [
    { id: `Patient.identifier:${name}`, path: 'Patient.identifier', sliceName: name, max: '1' },
    { id: `Patient.identifier:${name}.system`, path: 'Patient.identifier.system', fixedUri: `urn:${name}` },
  ]),
];

const definitions: readonly StructureDefinition[] = [
  profile('can-sinh', 'Patient', [{ path: 'Patient.birthDate', min: 1 }]),
  profile('mot-ten', 'Patient', [{ path: 'Patient.name', max: '1' }]),
  profile('ke-thua', 'Patient', [{ path: 'Patient.name', min: 1 }], { baseDefinition: url('can-sinh') }),
  profile('mo-coi', 'Patient', [{ path: 'Patient.name', min: 1 }], { baseDefinition: url('khong-co') }),
  profile('chi-luong', 'Observation', [{ path: 'Observation.value[x]', type: [{ code: 'Quantity' }] }]),
  profile('co-dinh', 'Patient', [{ path: 'Patient.gender', fixedCode: 'male' }]),
  profile('mau', 'Observation', [
    { path: 'Observation.code', patternCodeableConcept: { coding: [{ system, code: '1' }] } },
  ]),
  profile('ngan', 'Patient', [{ path: 'Patient.name.text', maxLength: 5 }]),
  profile('khoang', 'Observation', [
    { path: 'Observation.value[x]', minValueQuantity: { value: 1 }, maxValueQuantity: { value: 9 } },
  ]),
  profile('kin', 'Patient', sliced('closed')),
  profile('cuoi', 'Patient', sliced('openAtEnd')),
  profile('thu-tu', 'Patient', sliced('open', true)),
  profile('chu-nhom', 'Observation', [
    { path: 'Observation.subject', type: [{ code: 'Reference', targetProfile: [url('can-sinh')] }] },
  ]),
  profile('hai-kieu', 'Patient', [
    { path: 'Patient.address', type: [{ code: 'Address', profile: [url('dia-chi-1'), url('dia-chi-2')] }] },
  ]),
  profile('dia-chi-1', 'Address', [{ path: 'Address.city', min: 1 }], { kind: 'complex-type' }),
  profile('dia-chi-2', 'Address', [{ path: 'Address.text', min: 1 }], { kind: 'complex-type' }),
  profile('bat-buoc', 'Observation', [
    { path: 'Observation.code', binding: { strength: 'required', valueSet: url('tap') } },
  ]),
  profile('nen-dung', 'Observation', [
    { path: 'Observation.code', binding: { strength: 'extensible', valueSet: url('tap') } },
  ]),
  profile('tap-la', 'Observation', [
    { path: 'Observation.code', binding: { strength: 'required', valueSet: url('la') } },
  ]),
  profile('dieu-kien', 'Patient', [
    {
      path: 'Patient',
      constraint: [
        { key: 'k-1', severity: 'warning', human: 'has a name', expression: 'name.exists()' },
        {
          key: 'k-2',
          severity: 'error',
          human: 'asks elsewhere',
          expression: 'managingOrganization.resolve().exists()',
        },
      ],
    },
  ]),
  profile('ton-tai', 'Patient', [
    { path: 'Patient.name', slicing: { discriminator: [{ type: 'exists', path: 'period' }], rules: 'open' } },
    { id: 'Patient.name:cu', path: 'Patient.name', sliceName: 'cu', max: '0' },
    { id: 'Patient.name:cu.period', path: 'Patient.name.period', min: 1 },
  ]),
  profile('theo-kieu', 'Observation', [
    { path: 'Observation.value[x]', slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'closed' } },
    {
      id: 'Observation.value[x]:valueQuantity',
      path: 'Observation.value[x]',
      sliceName: 'valueQuantity',
      type: [{ code: 'Quantity' }],
    },
    { id: 'Observation.value[x]:valueQuantity.unit', path: 'Observation.value[x].unit', min: 1 },
  ]),
  profile('theo-dich', 'Observation', [
    {
      path: 'Observation.performer',
      slicing: { discriminator: [{ type: 'type', path: 'resolve()' }], rules: 'closed' },
    },
    {
      id: 'Observation.performer:nguoi',
      path: 'Observation.performer',
      sliceName: 'nguoi',
      type: [{ code: 'Practitioner' }],
    },
  ]),
  profile('theo-mau', 'Bundle', [
    {
      path: 'Bundle.entry',
      slicing: { discriminator: [{ type: 'profile', path: 'resource' }], rules: 'open' },
    },
    { id: 'Bundle.entry:nguoi', path: 'Bundle.entry', sliceName: 'nguoi', min: 1 },
    {
      id: 'Bundle.entry:nguoi.resource',
      path: 'Bundle.entry.resource',
      type: [{ code: 'Patient', profile: [url('can-sinh')] }],
    },
  ]),
  profile('khong-kieu-chia', 'Patient', [
    { path: 'Patient.name', slicing: { rules: 'closed' } },
    { id: 'Patient.name:ten', path: 'Patient.name', sliceName: 'ten' },
    { id: 'Patient.name:ten.text', path: 'Patient.name.text', min: 1 },
  ]),
  extension('ghi-chu', [{ path: 'Extension.value[x]', type: [{ code: 'string' }] }], {
    context: [{ type: 'element', expression: 'Patient' }],
  }),
  extension('phu-dinh', [{ path: 'Extension', isModifier: true }]),
];

const validator = openProfileValidator({
  base,
  profiles: { find: async (canonical) => definitions.find((one) => one.url === canonical) },
  codes: {
    admits: async (valueSet, { code }) => (valueSet === url('tap') ? code === '1' : undefined),
  },
});

type Resource = Record<string, unknown>;
const patient = (change: Resource = {}): Resource => ({ resourceType: 'Patient', active: true, ...change });
const observation = (change: Resource = {}): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system, code: '2' }] },
  ...change,
});
const ids = (...systems: string[]) => ({ identifier: systems.map((one) => ({ system: one, value: '1' })) });
const performer = (reference: string) => ({ performer: [{ reference }] });

const short = ({ severity, details, expression }: OperationOutcomeIssue) =>
  `${severity} ${expression?.[0]} ${details?.coding?.[0]?.code?.replace('validation.', '')}`;
const findings = async (resource: Resource, ...names: string[]): Promise<string[]> =>
  (await validator.validate(resource, names.map(url))).map(short);

/** what is wrong, held against which profile, and what must be found; empty: nothing */
const cases: readonly (readonly [string, Resource, string, readonly string[]])[] = [
  ['thiếu ngày sinh', patient(), 'can-sinh', ['error Patient.birthDate tooFewItems']],
  ['có ngày sinh', patient({ birthDate: '1990' }), 'can-sinh', []],
  ['nhiều tên', patient({ name: [{ text: 'a' }, { text: 'b' }] }), 'mot-ten', ['error Patient.name tooManyItems']],
  [
    'kế thừa: cả hai hồ sơ mẫu',
    patient(),
    'ke-thua',
    ['error Patient.birthDate tooFewItems', 'error Patient.name tooFewItems'],
  ],
  ['nền không có ở đây', patient(), 'mo-coi', ['warning Patient unusableProfile', 'error Patient.name tooFewItems']],
  ['sai kiểu', observation({ valueString: 'x' }), 'chi-luong', ['error Observation.valueString wrongType']],
  ['giá trị cố định', patient({ gender: 'female' }), 'co-dinh', ['error Patient.gender notFixed']],
  ['mẫu mã', observation(), 'mau', ['error Observation.code notPattern']],
  ['mẫu mã có thêm mã khác', observation({ code: { coding: [{ code: 'z' }, { system, code: '1' }] } }), 'mau', []],
  ['quá dài', patient({ name: [{ text: 'abcdef' }] }), 'ngan', ['error Patient.name[0].text tooLong']],
  [
    'dưới khoảng',
    observation({ valueQuantity: { value: 0 } }),
    'khoang',
    ['error Observation.valueQuantity outOfRange'],
  ],
  [
    'trên khoảng',
    observation({ valueQuantity: { value: 10 } }),
    'khoang',
    ['error Observation.valueQuantity outOfRange'],
  ],
  ['đúng khoảng', observation({ valueQuantity: { value: 9 } }), 'khoang', []],
  ['kín: mục lạ', patient(ids('urn:a', 'urn:c')), 'kin', ['error Patient.identifier[1] unmatchedSlice']],
  ['kín: trùng loại', patient(ids('urn:a', 'urn:a')), 'kin', ['error Patient.identifier tooManyItems']],
  ['mở ở cuối: mục lạ đứng trước', patient(ids('urn:c', 'urn:a')), 'cuoi', ['error Patient.identifier[1] sliceOrder']],
  ['mở ở cuối: mục lạ đứng cuối', patient(ids('urn:a', 'urn:c')), 'cuoi', []],
  ['sai thứ tự', patient(ids('urn:b', 'urn:a')), 'thu-tu', ['error Patient.identifier[1] sliceOrder']],
  [
    'dẫn sai loại',
    observation({ subject: { reference: 'Group/1' } }),
    'chu-nhom',
    ['error Observation.subject.reference wrongTarget'],
  ],
  [
    'người kèm theo không đúng mẫu',
    observation({ contained: [{ resourceType: 'Patient', id: 'p', active: true }], subject: { reference: '#p' } }),
    'chu-nhom',
    ['error Observation.subject.reference targetNotConforming'],
  ],
  [
    'không đúng mẫu nào',
    patient({ address: [{ state: 'x' }] }),
    'hai-kieu',
    ['error Patient.address[0] noTypeProfile'],
  ],
  ['đúng một trong hai mẫu', patient({ address: [{ text: 'x' }] }), 'hai-kieu', []],
  ['mã ngoài tập bắt buộc', observation(), 'bat-buoc', ['error Observation.code notInValueSet']],
  ['không có mã nào', observation({ code: { text: 'x' } }), 'bat-buoc', ['error Observation.code noCodeGiven']],
  ['mã ngoài tập nên dùng', observation(), 'nen-dung', ['warning Observation.code notInValueSet']],
  ['tập giá trị lạ', observation(), 'tap-la', ['warning Observation.code uncheckedBinding']],
  ['điều kiện FHIRPath', patient(), 'dieu-kien', ['warning Patient invariant', 'information Patient constraintNotRun']],
  ['hồ sơ mẫu lạ', patient(), 'la', ['error Patient unknownProfile']],
  ['hồ sơ mẫu của loại khác', observation(), 'can-sinh', ['error Observation.meta.profile profileOfOtherType']],
  [
    'chia theo có hay không',
    patient({ name: [{ text: 'a', period: { start: '2020' } }] }),
    'ton-tai',
    ['error Patient.name tooManyItems'],
  ],
  [
    'chia theo kiểu: thiếu đơn vị',
    observation({ valueQuantity: { value: 1 } }),
    'theo-kieu',
    ['error Observation.valueQuantity.unit tooFewItems'],
  ],
  [
    'chia theo kiểu: kiểu lạ',
    observation({ valueString: 'x' }),
    'theo-kieu',
    ['error Observation.valueString unmatchedSlice'],
  ],
  ['chia theo loại được dẫn tới', observation(performer('Practitioner/1')), 'theo-dich', []],
  [
    'chia theo loại được dẫn tới: lạ',
    observation(performer('Organization/1')),
    'theo-dich',
    ['error Observation.performer[0] unmatchedSlice'],
  ],
  [
    'chia theo hồ sơ mẫu: chưa có ai đúng',
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient() }] },
    'theo-mau',
    ['error Bundle.entry tooFewItems'],
  ],
  [
    'chia theo hồ sơ mẫu: có người đúng',
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient({ birthDate: '1990' }) }] },
    'theo-mau',
    [],
  ],
  [
    'chia không nêu cách: theo sự phù hợp',
    patient({ name: [{ family: 'a' }] }),
    'khong-kieu-chia',
    ['error Patient.name[0] unmatchedSlice'],
  ],
  [
    'phần mở rộng lạ',
    patient({
      extension: [{ url: 'urn:x', valueString: 'a' }],
      modifierExtension: [{ url: 'urn:y', valueString: 'b' }],
    }),
    'mot-ten',
    ['information Patient.extension[0] unknownExtension', 'warning Patient.modifierExtension[0] unknownModifier'],
  ],
  [
    'phần mở rộng sai kiểu, sai chỗ',
    patient({
      extension: [{ url: url('ghi-chu'), valueBoolean: true }],
      name: [{ text: 'a', extension: [{ url: url('ghi-chu'), valueString: 'b' }] }],
    }),
    'mot-ten',
    ['error Patient.extension[0].valueBoolean wrongType', 'error Patient.name[0].extension[0] extensionContext'],
  ],
  [
    'phần đổi nghĩa đứng nhầm chỗ',
    patient({ extension: [{ url: url('phu-dinh'), valueBoolean: true }] }),
    'mot-ten',
    ['error Patient.extension[0] misplacedModifier'],
  ],
];

describe('kiểm tra theo hồ sơ mẫu', () => {
  test.each(cases)('%s', async (_name, resource, name, expected) => {
    expect(await findings(resource, name)).toEqual(expected);
  });

  test('mỗi lời nói đều có ít nhất một trường hợp ở trên', () => {
    const provoked = new Set([
      ...cases.flatMap(([, , , found]) => found.map((one) => one.split(' ')[2])),
      'nothingWrong',
    ]);
    expect(Object.keys(profileErrors).filter((name) => !provoked.has(name))).toEqual([]);
  });

  test('hồ sơ trong gói và hồ sơ kèm theo giữ lời riêng của chúng', async () => {
    const claiming = patient({ meta: { profile: [url('can-sinh')] } });
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: claiming }] };
    expect(await findings(bundle)).toEqual(['error Bundle.entry[0].resource.birthDate tooFewItems']);
  });
});

describe('giữ lời khi ghi', () => {
  test('không nhận hồ sơ mẫu nào thì không tốn gì', () => {
    expect(validator.keepsItsWord({ resourceType: 'Patient' })).toBeUndefined();
    expect(validator.keepsItsWord({ resourceType: 'Patient', meta: { profile: [] } })).toBeUndefined();
  });

  test('sai thì từ chối, đúng thì qua, lạ thì qua hoặc từ chối theo nơi dùng', async () => {
    const of = (name: string) => ({ resourceType: 'Patient' as const, meta: { profile: [url(name)] } });
    await expect(validator.keepsItsWord(of('can-sinh'))).rejects.toMatchObject({
      code: 'validation.tooFewItems',
      status: 400,
    });
    await expect(validator.keepsItsWord({ ...of('can-sinh'), birthDate: '1990' })).resolves.toBeUndefined();
    await expect(validator.keepsItsWord(of('la'))).resolves.toBeUndefined();
    const strict = openProfileValidator({
      base,
      profiles: { find: async () => undefined },
      codes: { admits: async () => undefined },
      unknownProfiles: 'refuse',
    });
    await expect(strict.keepsItsWord(of('la'))).rejects.toMatchObject({
      code: 'validation.unknownProfile',
      status: 422,
    });
  });

  test('định nghĩa đổi thì lời cũng đổi', async () => {
    let stamp = '1';
    let min = 0;
    const moving = openProfileValidator({
      base,
      profiles: {
        stamp: async () => stamp,
        find: async () => profile('doi', 'Patient', [{ path: 'Patient.name', min }]),
      },
      codes: { admits: async () => undefined },
    });
    const claim = () => moving.keepsItsWord({ resourceType: 'Patient', meta: { profile: [url('doi')] } });
    await expect(claim()).resolves.toBeUndefined();
    [stamp, min] = ['2', 1];
    await expect(claim()).rejects.toMatchObject({ code: 'validation.tooFewItems' });
  });
});
