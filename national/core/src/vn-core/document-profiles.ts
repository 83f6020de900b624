import { codeSystems, identifierSystems, VN } from '../canonical.ts';
import { type ConstraintFact, type ProfileFacts, vnProfile, vnStructure } from '../profiles/vn-profile.ts';

const bundle = vnStructure('vn-core-bundle');
const holds = (type: string): ConstraintFact => ({
  key: `vn-bhyt-submission-has-${type.toLowerCase()}`,
  vi: `Gói đề nghị thanh toán phải có ${type}.`,
  en: `a submission holds a ${type}`,
  expression: `entry.resource.ofType(${type}).exists()`,
});

/** @source VN Core 0.6.0, vn-core-composition…, vn-core-bundle… (verified for what is listed) */
const facts: readonly ProfileFacts[] = [
  {
    id: 'vn-core-composition',
    type: 'Composition',
    title: 'Tài liệu hồ sơ bệnh án VN Core',
    elements: [
      { path: 'Composition.identifier', min: 1, mustSupport: true },
      { path: 'Composition.subject', min: 1, mustSupport: true, targets: ['vn-core-patient'] },
      { path: 'Composition.encounter', mustSupport: true, targets: ['vn-core-encounter'] },
    ],
  },
  {
    id: 'vn-core-composition-health-checkup',
    type: 'Composition',
    title: 'Phiếu khám sức khỏe VN Core',
    elements: [{ path: 'Composition.identifier', min: 1, mustSupport: true }],
  },
  {
    id: 'vn-core-composition-health-record-summary',
    type: 'Composition',
    title: 'Tóm tắt sổ sức khỏe điện tử VN Core',
    elements: [
      { path: 'Composition.text', min: 1, mustSupport: true },
      { path: 'Composition.identifier', mustSupport: true },
    ],
  },
  {
    id: 'vn-core-bundle',
    type: 'Bundle',
    title: 'Gói hồ sơ VN Core',
    elements: [
      {
        path: 'Bundle',
        constraints: [
          {
            key: 'vn-bundle-document-first',
            vi: 'Trong gói tài liệu, mục đầu tiên phải là Composition.',
            en: 'the first entry of a document is a Composition',
            expression: "type = 'document' implies entry.first().resource is Composition",
          },
        ],
      },
    ],
  },
  ...(['health-checkup', 'health-record-summary'] as const).map((name) => ({
    id: `vn-core-${name}${name === 'health-checkup' ? '-document' : ''}-bundle`,
    type: 'Bundle',
    title: name === 'health-checkup' ? 'Gói khám sức khỏe VN Core' : 'Gói sổ sức khỏe điện tử VN Core',
    elements: [{ path: 'Bundle.type', fixedCode: 'document' }],
  })),
  {
    id: 'vn-core-health-credential-bundle',
    type: 'Bundle',
    title: 'Gói chứng nhận sức khỏe VN Core',
    base: bundle,
    elements: [{ path: 'Bundle.type', fixedCode: 'collection' }],
  },
  {
    id: 'vn-core-bhyt-submission-bundle',
    type: 'Bundle',
    title: 'Gói đề nghị thanh toán BHYT VN Core',
    base: bundle,
    elements: [
      { path: 'Bundle', constraints: [holds('Claim'), holds('Patient'), holds('Coverage')] },
      { path: 'Bundle.identifier', min: 1, mustSupport: true },
      { path: 'Bundle.identifier.system', min: 1, fixedUri: identifierSystems.claimId },
      {
        path: 'Bundle.identifier.type',
        pattern: { coding: [{ system: codeSystems.identifierType, code: 'MA_LK' }] },
      },
    ],
  },
  { id: 'vn-core-document-reference', type: 'DocumentReference', title: 'Tài liệu VN Core', elements: [] },
  { id: 'vn-core-provenance', type: 'Provenance', title: 'Nguồn gốc dữ liệu VN Core', elements: [] },
  {
    id: 'vn-core-consent',
    type: 'Consent',
    title: 'Đồng ý xử lý dữ liệu VN Core',
    elements: [
      {
        path: 'Consent.provision.extension:consentMethod',
        extensionUrl: `${VN}/StructureDefinition/vn-ext-consent-method`,
      },
    ],
  },
  {
    id: 'vn-core-audit-event',
    type: 'AuditEvent',
    title: 'Nhật ký truy cập VN Core',
    elements: [
      {
        path: 'AuditEvent.extension:auditRetention',
        extensionUrl: `${VN}/StructureDefinition/vn-ext-audit-retention`,
      },
    ],
  },
  {
    id: 'vn-core-claim',
    type: 'Claim',
    title: 'Đề nghị thanh toán VN Core',
    elements: [{ path: 'Claim.insurance.coverage', targets: ['vn-core-coverage'] }],
  },
  { id: 'vn-core-claim-response', type: 'ClaimResponse', title: 'Trả lời giám định VN Core', elements: [] },
  { id: 'vn-core-explanation-of-benefit', type: 'ExplanationOfBenefit', title: 'Quyết toán VN Core', elements: [] },
];

export const documentProfiles = facts.map(vnProfile);
