import type { FhirResource } from 'fhir/r4';

/** Who must not notice what: the secret, and the type and id of the thing in it that is asked for most. */
export interface Blind {
  readonly title: string;
  readonly role: string;
  /** the secret's name; ids begin with it */
  readonly key: string;
  /** as long as `key`, and nobody's */
  readonly nobody: string;
  readonly type: 'Observation' | 'Condition';
  readonly id: string;
  /** whose it is */
  readonly patient: string;
  /** what everybody may know, also that it points at something that is not there (yet) */
  readonly known: readonly FhirResource[];
  readonly secret: readonly FhirResource[];
}

const sign = (id: string, patient: string, day: string, more: object = {}): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: 'Mạch' },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: day,
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  ...more,
});

const condition = (id: string, text: string, more: object = {}): FhirResource => ({
  resourceType: 'Condition',
  id,
  code: { text },
  subject: { reference: 'Patient/an' },
  recordedDate: '2026-03-02',
  ...more,
});

const numberOf = (key: string) => [{ system: 'urn:so', value: key }];

const knownBeside = (key: string): FhirResource[] => [
  { resourceType: 'Location', id: 'phong', name: 'Phòng khám 1', position: { longitude: 105.8, latitude: 21 } },
  {
    resourceType: 'Group',
    id: 'nhom',
    type: 'person',
    actual: true,
    member: [{ entity: { reference: 'Patient/an' } }],
  },
  {
    resourceType: 'List',
    id: 'ds',
    status: 'current',
    mode: 'working',
    entry: [`Observation/${key}-o`, `Condition/${key}-c`, `Patient/${key}`, 'Observation/o1'].map((reference) => ({
      item: { reference },
    })),
  },
  { resourceType: 'Patient', id: 'an', name: [{ text: 'Nguyễn Thị Thử An' }], birthDate: '1990-01-01' },
  {
    resourceType: 'Encounter',
    id: 'e-an',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/an' },
    period: { start: '2026-03-02T08:00:00+07:00' },
    partOf: { reference: `Encounter/${key}-e` },
    diagnosis: [{ condition: { reference: `Condition/${key}-c` } }],
  },
  sign('o1', 'an', '2026-03-01'),
  sign('o2', 'an', '2026-03-03', { hasMember: [{ reference: `Observation/${key}-o` }] }),
  sign('o3', 'an', '2026-03-05'),
  condition('c1', 'Tăng huyết áp'),
  condition('c3', 'Đái tháo đường'),
];

const measured = (key: string, patient: string): FhirResource =>
  sign(`${key}-o`, patient, '2026-03-02', {
    identifier: numberOf(key),
    derivedFrom: [{ reference: 'Observation/o1' }],
  });

const person = (key: string): FhirResource[] => [
  {
    resourceType: 'Patient',
    id: key,
    identifier: numberOf(key),
    name: [{ text: `Lý Văn Thử ${key}` }],
    birthDate: '1985-05-05',
  },
  {
    resourceType: 'Encounter',
    id: `${key}-e`,
    identifier: numberOf(key),
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${key}` },
    period: { start: '2026-03-02T08:30:00+07:00' },
    location: [{ location: { reference: 'Location/phong' } }],
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">Lời kín ${key}</div>` },
  },
  measured(key, key),
  {
    resourceType: 'Group',
    id: `${key}-h`,
    type: 'person',
    actual: true,
    member: ['an', key].map((id) => ({ entity: { reference: `Patient/${id}` } })),
  },
];

const refusal = (key: string, organization: string): FhirResource => ({
  resourceType: 'Consent',
  id: `${key}-d`,
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
  patient: { reference: `Patient/${key}` },
  policyRule: { text: 'Từ chối' },
  provision: {
    type: 'deny',
    actor: [{ role: { text: 'nơi nhận' }, reference: { reference: organization } }],
  },
});

const hiv = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }];

/** A citizen, a label, a refusal, a role and an export, each with a secret of its own. */
export const blind = (organization: string): readonly Blind[] => [
  {
    title: 'người dân và hồ sơ của người khác',
    role: 'citizen',
    ...{ key: 'kin1', nobody: 'hai1', patient: 'kin1', type: 'Observation', id: 'kin1-o' },
    known: knownBeside('kin1'),
    secret: person('kin1'),
  },
  {
    title: 'thu ngân và chẩn đoán có nhãn HIV',
    role: 'cashier',
    ...{ key: 'kin2', nobody: 'hai2', patient: 'an', type: 'Condition', id: 'kin2-c' },
    known: knownBeside('kin2'),
    secret: [condition('kin2-c', 'Bệnh kín', { identifier: numberOf('kin2'), meta: { security: hiv } })],
  },
  {
    title: 'bác sĩ và người đã từ chối cơ sở này',
    role: 'doctor',
    ...{ key: 'kin3', nobody: 'hai3', patient: 'kin3', type: 'Observation', id: 'kin3-o' },
    known: knownBeside('kin3'),
    secret: [refusal('kin3', organization), ...person('kin3')],
  },
  {
    title: 'tiếp đón và loại hồ sơ không được xem',
    role: 'registrar',
    ...{ key: 'kin4', nobody: 'hai4', patient: 'an', type: 'Observation', id: 'kin4-o' },
    known: knownBeside('kin4'),
    secret: [measured('kin4', 'an')],
  },
  {
    title: 'chương trình xuất dữ liệu và người đã từ chối cơ sở này',
    role: 'data-exporter',
    ...{ key: 'kin5', nobody: 'hai5', patient: 'kin5', type: 'Observation', id: 'kin5-o' },
    known: knownBeside('kin5'),
    secret: [refusal('kin5', organization), ...person('kin5')],
  },
];

const searchesFor = ({ key, id, patient }: Blind): string[] => [
  `_id=${id}`,
  '_total=accurate',
  '_summary=count',
  `patient=${patient}`,
  `subject=Patient/${patient}`,
  `subject:Patient=${patient}`,
  `identifier=urn:so|${key}`,
  `identifier:not=urn:so|${key}`,
  'identifier:missing=false',
  'code=8867-4',
  'code:not=8867-4',
  'code:text=Bệnh',
  'status=final',
  'date=2026-03-02',
  'recorded-date=2026-03-02',
  'value-quantity=gt10',
  'code-value-quantity=8867-4$72',
  '_security=HIV',
  '_security:not=HIV',
  '_security:missing=false',
  '_lastUpdated=gt2000-01-01',
  `subject.identifier=urn:so|${key}`,
  'subject:Patient.name=thu',
  `subject:Patient._id=${key}`,
  `encounter.part-of.identifier=urn:so|${key}`,
  `has-member.identifier=urn:so|${key}`,
  'derived-from.code=8867-4',
  `_has:Observation:derived-from:identifier=urn:so|${key}`,
  '_has:Observation:has-member:_id=o2',
  '_include=*&_id=o2',
  '_include=Observation:has-member',
  '_include:iterate=Observation:subject&_include=Observation:has-member',
  '_revinclude=Observation:derived-from',
  '_revinclude=Observation:derived-from&_revinclude:iterate=Observation:derived-from&_id=o1',
  '_elements=code&_total=accurate',
  '_summary=text&_total=accurate',
  '_summary=data',
  `_text=kín`,
  `_content=${key}&_total=accurate`,
  `_list=ds&_total=accurate`,
  `_filter=identifier eq ${key}`,
  `_tag:not=x&_total=accurate`,
  '_profile:missing=true&_total=accurate',
  '_source:missing=true&_total=accurate',
  `identifier=urn:so|${key},urn:so|khong-co&_total=accurate`,
  `subject:identifier=urn:so|${key}`,
  'encounter.location.near=21|105.8|1|km',
  '_count=1&_total=accurate',
  '_count=0&_total=accurate',
];

/** Every way to read: what it answers must not change when the secret comes into the record. */
export function questions(asker: Blind): string[] {
  const { type, key, id, patient } = asker;
  const sorts = ['_id', '-_id', 'date', '-date', '_lastUpdated', '-_lastUpdated', 'code', 'recorded-date', 'patient'];
  return [
    ...['', '/_history', '/_history/1', '/_history/2', '/$everything'].map((end) => `/${type}/${id}${end}`),
    ...searchesFor(asker).map((query) => `/${type}?${query}`),
    ...sorts.map((key) => `/${type}?_sort=${key}&_count=1&_total=accurate`),
    `/Patient/${patient}`,
    `/Patient/${patient}/$everything`,
    '/Patient/an/$everything?_count=2',
    '/Encounter/e-an/$everything',
    `/Encounter/${key}-e`,
    `/Encounter/${key}-e/$everything`,
    `/Patient?identifier=urn:so|${key}&_total=accurate`,
    `/Patient?name=${key}`,
    '/Patient?name:contains=Thử&_sort=name&_total=accurate',
    '/Patient?birthdate=1985-05-05',
    `/Patient?_has:${type}:patient:identifier=urn:so|${key}`,
    `/Patient?_has:${type}:patient:_id=${id}`,
    `/Patient?_has:${type}:patient:_security=HIV`,
    `/Patient?_has:Observation:patient:_has:Observation:derived-from:identifier=urn:so|${key}`,
    `/Patient?_id=an&_revinclude=${type}:patient`,
    '/Encounter?_total=accurate&_sort=date',
    `/Encounter?part-of.identifier=urn:so|${key}`,
    `/Encounter?part-of.subject:Patient.name=${key}`,
    '/Encounter?_include=Encounter:part-of&_include:iterate=Encounter:subject&_id=e-an',
    `/Encounter?diagnosis.identifier=urn:so|${key}`,
    '/Encounter?diagnosis:Condition._security=HIV',
    '/Encounter?_include=Encounter:diagnosis&_id=e-an',
    '/Encounter?_include=*&_id=e-an',
    '/_history?_count=2',
    `/${type}/_history?_count=2`,
    `/${type}/_history?_since=2000-01-01&_count=1`,
    `/Consent?patient=${key}`,
    `/Patient/${patient}/${type}`,
    `/Patient/${patient}/${type}?_total=accurate`,
    `/Patient/${patient}/*`,
    `/Encounter/${key}-e/${type}`,
    '/Patient?_total=accurate&_sort=birthdate&_count=1',
    '/Patient?_total=accurate&_sort=name&_count=1',
    '/Patient?_total=accurate&_sort=-_lastUpdated&_count=1',
    `/Patient?_list=ds`,
    `/Patient?_content=${key}&_total=accurate`,
    '/Encounter?location.near=21|105.8|1|km&_total=accurate',
    `/Encounter?_content=${key}`,
    '/Encounter?_text=kín',
    '/Location?_id=phong&_revinclude=Encounter:location',
    '/Location?_has:Encounter:location:status=in-progress',
    `/Location?_has:Encounter:location:identifier=urn:so|${key}`,
    `/Group/${key}-h`,
    '/Group?_total=accurate&_sort=_id&_count=1',
    `/Group/${key}-h/$export`,
    `/Group?member=Patient/${key}&_include=Group:member`,
    `/Group?member.identifier=urn:so|${key}`,
    `/?_type=${type},Patient,Encounter&_lastUpdated=gt2000&_total=accurate`,
    `/?_id=${id}`,
    '/$export',
  ];
}
