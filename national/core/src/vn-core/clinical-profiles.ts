import { codeSystems, extensions, identifierSystems, VN } from '../canonical.ts';
import { type ProfileFacts, vnProfile, vnStructure } from '../profiles/vn-profile.ts';

const category = (system: string, code: string) => ({ coding: [{ system, code }] });
const V2_0074 = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const report = vnStructure('vn-core-diagnostic-report');

/** @source VN Core 0.6.0, vn-core-condition, -observation-lab, -diagnostic-report…, -service-request, -specimen, -imaging-study, -allergy-intolerance, -immunization, -procedure, -device…, -observation-yhct (verified for what is listed; bindings whose strength was not seen are left out) */
const facts: readonly ProfileFacts[] = [
  { id: 'vn-core-condition', type: 'Condition', title: 'Bệnh trạng VN Core', elements: [] },
  {
    id: 'vn-core-observation-lab',
    type: 'Observation',
    title: 'Kết quả xét nghiệm VN Core',
    elements: [
      { path: 'Observation.category', min: 1, slicedBy: '$this' },
      {
        path: 'Observation.category:laboratory',
        min: 1,
        max: '1',
        pattern: category(codeSystems.observationCategory, 'laboratory'),
      },
      { path: 'Observation.specimen', targets: ['vn-core-specimen'] },
    ],
  },
  { id: 'vn-core-observation-yhct', type: 'Observation', title: 'Tứ chẩn y học cổ truyền VN Core', elements: [] },
  {
    id: 'vn-core-diagnostic-report',
    type: 'DiagnosticReport',
    title: 'Phiếu kết quả VN Core',
    elements: [{ path: 'DiagnosticReport.encounter', targets: ['vn-core-encounter'] }],
  },
  ...(
    [
      ['lab', 'LAB', 'Phiếu kết quả xét nghiệm VN Core'],
      ['imaging', 'RAD', 'Phiếu kết quả chẩn đoán hình ảnh VN Core'],
      ['pathology', 'PAT', 'Phiếu kết quả giải phẫu bệnh VN Core'],
    ] as const
  ).map(([name, code, title]) => ({
    id: `vn-core-diagnostic-report-${name}`,
    type: 'DiagnosticReport',
    title,
    base: report,
    elements: [
      { path: 'DiagnosticReport.category', min: 1, slicedBy: '$this' },
      { path: `DiagnosticReport.category:${name}`, min: 1, max: '1', pattern: category(V2_0074, code) },
    ],
  })),
  { id: 'vn-core-service-request', type: 'ServiceRequest', title: 'Chỉ định VN Core', elements: [] },
  {
    id: 'vn-core-specimen',
    type: 'Specimen',
    title: 'Bệnh phẩm VN Core',
    elements: [
      { path: 'Specimen.identifier', slicedBy: 'system' },
      { path: 'Specimen.identifier:local' },
      { path: 'Specimen.identifier:local.system', min: 1, fixedUri: identifierSystems.specimenNumber },
      { path: 'Specimen.parent', targets: ['vn-core-specimen'] },
      { path: 'Specimen.request', targets: ['vn-core-service-request'] },
    ],
  },
  {
    id: 'vn-core-imaging-study',
    type: 'ImagingStudy',
    title: 'Lần chụp VN Core',
    elements: [{ path: 'ImagingStudy.basedOn', targets: ['vn-core-service-request'] }],
  },
  { id: 'vn-core-allergy-intolerance', type: 'AllergyIntolerance', title: 'Dị ứng VN Core', elements: [] },
  { id: 'vn-core-immunization', type: 'Immunization', title: 'Mũi tiêm chủng VN Core', elements: [] },
  {
    id: 'vn-core-procedure',
    type: 'Procedure',
    title: 'Thủ thuật, phẫu thuật VN Core',
    elements: [{ path: 'Procedure.extension:insuranceCostInfo', max: '1', extensionUrl: extensions.insuranceCostInfo }],
  },
  {
    id: 'vn-core-device',
    type: 'Device',
    title: 'Thiết bị y tế VN Core',
    elements: [
      {
        path: 'Device.extension:registrationNumber',
        max: '1',
        extensionUrl: `${VN}/StructureDefinition/vn-ext-device-registration-number`,
      },
    ],
  },
  {
    id: 'vn-core-implantable-device',
    type: 'Device',
    title: 'Thiết bị cấy ghép VN Core',
    base: vnStructure('vn-core-device'),
    elements: [
      { path: 'Device.patient', min: 1 },
      { path: 'Device.type', min: 1 },
      { path: 'Device.status', min: 1 },
      { path: 'Device.udiCarrier', mustSupport: true },
    ],
  },
  {
    id: 'vn-core-device-use-statement',
    type: 'DeviceUseStatement',
    title: 'Sử dụng vật tư y tế VN Core',
    elements: [
      {
        path: 'DeviceUseStatement.extension:insuranceCostInfo',
        max: '0',
        extensionUrl: extensions.insuranceCostInfo,
      },
    ],
  },
];

export const clinicalProfiles = facts.map(vnProfile);
