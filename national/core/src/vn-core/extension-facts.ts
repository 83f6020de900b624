import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { elementOf, vnProfile, vnStructure, vnValueSet } from '../profiles/vn-profile.ts';

interface ExtensionFact {
  readonly name: string;
  readonly title: string;
  /** elements it may stand on */
  readonly on: readonly string[];
  /** FHIR types of its value; absent: it consists of parts, or the pages did not show */
  readonly value?: readonly string[];
  readonly valueSet?: { readonly name: string; readonly strength: 'required' | 'extensible' };
}

/**
 * Extensions of the guide that we write or read. Where a page did not show a value's type, none is held against it.
 *
 * @source VN Core 0.6.0, extensions (verified; value sets of ward and rank, ids of order-date and org-rank: unsure)
 */
const facts: readonly ExtensionFact[] = [
  {
    name: 'ethnicity',
    title: 'Dân tộc',
    on: ['Patient'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-ethnicity-vs', strength: 'required' },
  },
  {
    name: 'occupation',
    title: 'Nghề nghiệp',
    on: ['Patient'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-occupation-vs', strength: 'extensible' },
  },
  {
    name: 'province',
    title: 'Tỉnh, thành phố',
    on: ['Address'],
    value: ['Coding'],
    valueSet: { name: 'vn-province-vs', strength: 'extensible' },
  },
  {
    name: 'ward',
    title: 'Xã, phường, đặc khu',
    on: ['Address'],
    value: ['Coding'],
    valueSet: { name: 'vn-ward-vs', strength: 'extensible' },
  },
  {
    name: 'insurance-visit-type',
    title: 'Hình thức khám BHYT',
    on: ['Encounter'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-insurance-visit-type-vs', strength: 'required' },
  },
  {
    name: 'treatment-outcome',
    title: 'Kết quả điều trị',
    on: ['Encounter'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-treatment-outcome-vs', strength: 'required' },
  },
  {
    name: 'payment-method',
    title: 'Phương thức thanh toán BHYT',
    on: ['Encounter', 'Claim', 'ExplanationOfBenefit'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-payment-method-vs', strength: 'required' },
  },
  {
    name: 'bhyt-card-type',
    title: 'Nhóm đối tượng của thẻ BHYT',
    on: ['Coverage'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-bhyt-card-type-vs', strength: 'required' },
  },
  { name: 'primary-care-facility', title: 'Nơi đăng ký khám ban đầu', on: ['Coverage'], value: ['Reference'] },
  { name: 'coverage-cumulative-copay', title: 'Cùng chi trả lũy kế', on: ['Coverage'] },
  {
    name: 'insurance-cost-info',
    title: 'Chi phí BHYT của một dòng',
    on: ['Claim.item', 'MedicationRequest', 'MedicationDispense', 'Procedure'],
  },
  {
    name: 'claim-cost-summary',
    title: 'Tổng chi phí của hồ sơ',
    on: ['Claim', 'ClaimResponse', 'ExplanationOfBenefit'],
  },
  { name: 'claim-payment-period', title: 'Kỳ quyết toán', on: ['Claim', 'ExplanationOfBenefit'] },
  {
    name: 'order-date',
    title: 'Thời điểm ra y lệnh',
    on: ['MedicationRequest', 'ServiceRequest'],
    value: ['dateTime'],
  },
  {
    name: 'med-registration-number',
    title: 'Số đăng ký thuốc',
    on: ['MedicationRequest', 'MedicationDispense', 'MedicationAdministration', 'Medication'],
    value: ['string'],
  },
  {
    name: 'org-type',
    title: 'Loại cơ sở',
    on: ['Organization'],
    value: ['CodeableConcept'],
    valueSet: { name: 'vn-organization-type-vs', strength: 'required' },
  },
  { name: 'org-level', title: 'Tuyến hành chính', on: ['Organization'], value: ['CodeableConcept'] },
  { name: 'org-rank', title: 'Hạng bệnh viện', on: ['Organization'], value: ['CodeableConcept'] },
  { name: 'consent-method', title: 'Cách thể hiện đồng ý', on: ['Consent.provision'], value: ['CodeableConcept'] },
  { name: 'device-registration-number', title: 'Số lưu hành thiết bị', on: ['Device'], value: ['string'] },
  {
    name: 'facility-care-level',
    title: 'Cấp khám bệnh, chữa bệnh',
    on: ['Organization', 'Location'],
    value: ['CodeableConcept'],
  },
  {
    name: 'quality-score-band',
    title: 'Mức điểm chất lượng',
    on: ['Location', 'Organization'],
    value: ['CodeableConcept'],
  },
  { name: 'audit-retention', title: 'Thời hạn giữ nhật ký', on: ['AuditEvent'] },
];

function elementsOf({ name, value, valueSet }: ExtensionFact): ElementDefinition[] {
  const url = { id: 'Extension.url', path: 'Extension.url', fixedUri: vnStructure(`vn-ext-${name}`) };
  if (value === undefined) return [url];
  const binding = valueSet && { strength: valueSet.strength, valueSet: vnValueSet(valueSet.name) };
  return [
    { ...elementOf({ path: 'Extension.extension', max: '0' }) },
    url,
    {
      id: 'Extension.value[x]',
      path: 'Extension.value[x]',
      min: 1,
      type: value.map((code) => ({ code })),
      ...(binding === undefined ? {} : { binding }),
    },
  ];
}

export const vnExtensions: readonly StructureDefinition[] = facts.map((fact) => {
  const made = vnProfile({ id: `vn-ext-${fact.name}`, type: 'Extension', title: fact.title, elements: [] });
  return {
    ...made,
    context: fact.on.map((expression) => ({ type: 'element' as const, expression })),
    differential: { element: [...(made.differential?.element ?? []), ...elementsOf(fact)] },
  };
});
