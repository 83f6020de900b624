import { extensions, identifierSystems, VN } from '../canonical.ts';
import { type ElementFact, type ProfileFacts, vnProfile } from '../profiles/vn-profile.ts';

/** Identifiers told apart by their system; each at most once in use. */
const identifierSlices = (type: string, slices: Readonly<Record<string, string>>): ElementFact[] => [
  { path: `${type}.identifier`, mustSupport: true, slicedBy: 'system' },
  ...Object.entries(slices).flatMap(([name, system]) => [
    { path: `${type}.identifier:${name}`, mustSupport: true },
    { path: `${type}.identifier:${name}.system`, min: 1, fixedUri: system },
    { path: `${type}.identifier:${name}.value`, min: 1 },
  ]),
];

const religion = 'http://hl7.org/fhir/StructureDefinition/patient-religion';
const VN_EXTENSION = `${VN}/StructureDefinition/vn-ext-`;

/** @source VN Core 0.6.0, vn-core-patient, -relatedperson, -practitioner, -practitioner-role (verified for what is listed; cardinalities of identifiers were not seen) */
const facts: readonly ProfileFacts[] = [
  {
    id: 'vn-core-patient',
    type: 'Patient',
    title: 'Bệnh nhân VN Core',
    elements: [
      { path: 'Patient.extension:ethnicity', min: 0, max: '1', extensionUrl: extensions.ethnicity },
      { path: 'Patient.extension:religion', min: 0, max: '1', extensionUrl: religion },
      {
        path: 'Patient.extension:religion.value[x]',
        min: 1,
        valueSet: { name: 'vn-religion-vs', strength: 'required' },
      },
      { path: 'Patient.extension:occupation', min: 0, max: '1', extensionUrl: extensions.occupation },
      ...identifierSlices('Patient', {
        CCCD: identifierSystems.personalNumber,
        BHYT: identifierSystems.insuranceCard,
        BHXH: identifierSystems.socialInsuranceNumber,
        MRN: identifierSystems.patientNumber,
        PASSPORT: identifierSystems.passport,
      }),
      { path: 'Patient.address', profile: { type: 'Address', id: 'vn-core-address' } },
    ],
  },
  {
    id: 'vn-core-address',
    type: 'Address',
    title: 'Địa chỉ VN Core',
    elements: [
      { path: 'Address.extension:province', max: '1', mustSupport: true, extensionUrl: extensions.province },
      { path: 'Address.extension:ward', max: '1', mustSupport: true, extensionUrl: extensions.commune },
    ],
  },
  { id: 'vn-core-relatedperson', type: 'RelatedPerson', title: 'Người nhà VN Core', elements: [] },
  {
    id: 'vn-core-practitioner',
    type: 'Practitioner',
    title: 'Nhân viên y tế VN Core',
    elements: [
      ...identifierSlices('Practitioner', {
        CCCD: identifierSystems.personalNumber,
        GPHN: identifierSystems.practiceLicence,
        CCHN: identifierSystems.oldPracticeCertificate,
      }),
      { path: 'Practitioner.identifier', min: 1 },
      { path: 'Practitioner.identifier:CCCD', max: '1' },
      { path: 'Practitioner.qualification', mustSupport: true },
    ],
  },
  {
    id: 'vn-core-practitioner-role',
    type: 'PractitionerRole',
    title: 'Vai trò nhân viên y tế VN Core',
    elements: [
      { path: 'PractitionerRole.active', mustSupport: true },
      { path: 'PractitionerRole.practitioner', min: 1, mustSupport: true, targets: ['vn-core-practitioner'] },
      { path: 'PractitionerRole.organization', mustSupport: true, targets: ['vn-core-organization'] },
      { path: 'PractitionerRole.code', mustSupport: true },
    ],
  },
  {
    id: 'vn-core-organization',
    type: 'Organization',
    title: 'Cơ sở y tế VN Core',
    elements: [
      {
        path: 'Organization.extension:organizationType',
        max: '1',
        mustSupport: true,
        extensionUrl: `${VN_EXTENSION}org-type`,
      },
      {
        path: 'Organization.extension:organizationLevel',
        max: '1',
        mustSupport: true,
        extensionUrl: `${VN_EXTENSION}org-level`,
      },
      { path: 'Organization.extension:organizationRank', max: '1', extensionUrl: `${VN_EXTENSION}org-rank` },
      ...identifierSlices('Organization', { facility: identifierSystems.facility }),
      { path: 'Organization.address', profile: { type: 'Address', id: 'vn-core-address' } },
    ],
  },
  {
    id: 'vn-core-location',
    type: 'Location',
    title: 'Khoa, phòng, giường VN Core',
    elements: [
      {
        path: 'Location.extension:facilityCareLevel',
        max: '1',
        extensionUrl: extensions.facilityCareLevel,
      },
      {
        path: 'Location.extension:qualityScoreBand',
        max: '1',
        extensionUrl: `${VN_EXTENSION}quality-score-band`,
      },
      { path: 'Location.partOf', targets: ['vn-core-location'] },
    ],
  },
  { id: 'vn-core-healthcare-service', type: 'HealthcareService', title: 'Dịch vụ y tế VN Core', elements: [] },
  {
    id: 'vn-core-coverage',
    type: 'Coverage',
    title: 'Thẻ BHYT VN Core',
    elements: [
      {
        path: 'Coverage.extension:bhytCardType',
        max: '1',
        mustSupport: true,
        extensionUrl: extensions.cardType,
      },
      {
        path: 'Coverage.extension:primaryCareFacility',
        max: '1',
        mustSupport: true,
        extensionUrl: extensions.primaryCareFacility,
      },
      {
        path: 'Coverage.extension:cumulativeCopay',
        max: '1',
        extensionUrl: extensions.cumulativeCopay,
      },
      ...identifierSlices('Coverage', { BHYT: identifierSystems.insuranceCard }),
      {
        path: 'Coverage',
        constraints: [
          {
            key: 'vn-coverage-subscriberid-consistency',
            vi: 'Số người tham gia phải trùng với số thẻ BHYT.',
            en: 'subscriberId agrees with the BHYT identifier',
            expression: `subscriberId.empty() or identifier.where(system='${identifierSystems.insuranceCard}').empty() or identifier.where(system='${identifierSystems.insuranceCard}').value.exists($this = %resource.subscriberId)`,
          },
        ],
      },
    ],
  },
];

export const peopleProfiles = facts.map(vnProfile);
