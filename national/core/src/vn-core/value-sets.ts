import type { ValueSet, ValueSetComposeInclude } from 'fhir/r4';
import { codeSystems, VN } from '../canonical.ts';

interface SetFact {
  readonly name: string;
  readonly title: string;
  readonly include: readonly ValueSetComposeInclude[];
}

const vnSystem = (name: string): string => `${VN}/CodeSystem/vn-${name}-cs`;
const whole = (name: string): ValueSetComposeInclude => ({ system: vnSystem(name) });

/** Value sets that are all of one list of the same name. */
const plain: readonly (readonly [name: string, title: string])[] = [
  ['encounter-type', 'Loại hình khám bệnh, chữa bệnh'],
  ['discharge-disposition', 'Loại ra viện'],
  ['treatment-outcome', 'Kết quả điều trị'],
  ['insurance-visit-type', 'Hình thức khám BHYT'],
  ['insurance-scope', 'Phạm vi hưởng BHYT'],
  ['payment-method', 'Phương thức thanh toán BHYT'],
  ['bhyt-card-type', 'Nhóm đối tượng của thẻ BHYT'],
  ['organization-type', 'Loại cơ sở khám bệnh, chữa bệnh'],
  ['religion', 'Tôn giáo'],
  ['service-request-category', 'Nhóm chỉ định'],
];

/**
 * Value sets of the guide. Ethnic groups, occupations and places are written by us with systems of our own until the
 * guide's lists can be had: the codes are those of the same decisions, so both systems are members.
 *
 * @source VN Core 0.6.0, value sets (verified; ids of card type, ethnicity, occupation, province, ward: unsure); second system of each: own choice
 */
const sets: readonly SetFact[] = [
  ...plain.map(([name, title]) => ({ name, title, include: [whole(name)] })),
  {
    name: 'identifier-type',
    title: 'Loại định danh',
    include: [
      whole('identifier-type'),
      { system: codeSystems.v2Identifier, concept: [{ code: 'MR' }, { code: 'NI' }, { code: 'PPN' }] },
    ],
  },
  { name: 'ethnicity', title: 'Dân tộc', include: [whole('ethnicity'), { system: codeSystems.ethnicGroup }] },
  { name: 'occupation', title: 'Nghề nghiệp', include: [whole('occupation'), { system: codeSystems.occupation }] },
  { name: 'province', title: 'Tỉnh, thành phố', include: [whole('province'), { system: codeSystems.province }] },
  { name: 'ward', title: 'Xã, phường, đặc khu', include: [whole('ward'), { system: codeSystems.commune }] },
  {
    name: 'condition-code',
    title: 'Mã chẩn đoán',
    include: [
      { system: codeSystems.icd10 },
      { system: 'http://hl7.org/fhir/sid/icd-10' },
      { system: vnSystem('yhct-disease') },
      {
        system: 'http://snomed.info/sct',
        filter: [{ property: 'concept', op: 'is-a', value: '404684003' }],
      },
      {
        system: 'http://snomed.info/sct',
        filter: [{ property: 'concept', op: 'is-a', value: '272379006' }],
      },
    ],
  },
];

export const vnValueSets: readonly ValueSet[] = sets.map(({ name, title, include }) => ({
  resourceType: 'ValueSet',
  id: `vn-${name}-vs`,
  url: `${VN}/ValueSet/vn-${name}-vs`,
  version: '0.6.0',
  title,
  status: 'draft',
  experimental: true,
  compose: { include: [...include] },
}));
