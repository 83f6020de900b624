import { extensions, identifierSystems } from '../canonical.ts';
import { type ProfileFacts, vnProfile } from '../profiles/vn-profile.ts';

const registration = (type: string) => ({
  path: `${type}.extension:medRegistrationNumber`,
  max: '1',
  extensionUrl: extensions.drugRegistration,
});
const cost = (type: string) => ({
  path: `${type}.extension:insuranceCostInfo`,
  max: '1',
  extensionUrl: extensions.insuranceCostInfo,
});

/** @source VN Core 0.6.0, vn-core-medication, -request, -dispense, -administration (verified for what is listed; target of MedicationAdministration.request: unsure) */
const facts: readonly ProfileFacts[] = [
  {
    id: 'vn-core-medication',
    type: 'Medication',
    title: 'Thuốc VN Core',
    elements: [registration('Medication'), { path: 'Medication.form', mustSupport: true }],
  },
  {
    id: 'vn-core-medication-request',
    type: 'MedicationRequest',
    title: 'Y lệnh thuốc VN Core',
    elements: [
      cost('MedicationRequest'),
      { path: 'MedicationRequest.extension:orderDate', max: '1', extensionUrl: extensions.orderDate },
      registration('MedicationRequest'),
      { path: 'MedicationRequest.identifier', slicedBy: 'system' },
      { path: 'MedicationRequest.identifier:prescription' },
      {
        path: 'MedicationRequest.identifier:prescription.system',
        min: 1,
        fixedUri: identifierSystems.nationalPrescription,
      },
    ],
  },
  {
    id: 'vn-core-medication-dispense',
    type: 'MedicationDispense',
    title: 'Cấp phát thuốc VN Core',
    elements: [cost('MedicationDispense'), registration('MedicationDispense')],
  },
  {
    id: 'vn-core-medication-administration',
    type: 'MedicationAdministration',
    title: 'Thực hiện y lệnh thuốc VN Core',
    elements: [
      registration('MedicationAdministration'),
      { path: 'MedicationAdministration.request', targets: ['vn-core-medication-request'] },
    ],
  },
];

export const medicineProfiles = facts.map(vnProfile);
