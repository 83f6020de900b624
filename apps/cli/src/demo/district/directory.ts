import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Bundle, FhirResource } from 'fhir/r4';
import { demoHospital } from './site.ts';

export interface DemoPerson {
  readonly id: string;
  readonly role: string;
  readonly name: string;
  /** what the role is called at the front desk */
  readonly title: string;
  readonly licence?: string;
}

/** The people who work in the demo district; nobody of that name is meant. */
export const demoStaff: readonly DemoPerson[] = [
  { id: 'tiep-don', role: 'registrar', name: 'Lê Thị Mẫu Đơn', title: 'Nhân viên tiếp đón' },
  { id: 'dieu-duong', role: 'nurse', name: 'Phạm Thị Thử Hằng', title: 'Điều dưỡng', licence: '990102/THU-GPHN' },
  { id: 'bac-si', role: 'doctor', name: 'BS. Trần Văn Thử', title: 'Bác sĩ phòng khám', licence: '990101/THU-GPHN' },
  {
    id: 'ktv-xet-nghiem',
    role: 'lab-technician',
    name: 'Đỗ Văn Mẫu',
    title: 'Kỹ thuật viên xét nghiệm',
    licence: '990103/THU-GPHN',
  },
  {
    id: 'bac-si-xet-nghiem',
    role: 'lab-doctor',
    name: 'BS. Vũ Thị Thử Nghiệm',
    title: 'Bác sĩ xét nghiệm',
    licence: '990104/THU-GPHN',
  },
  {
    id: 'truong-khoa-xet-nghiem',
    role: 'lab-head',
    name: 'BS. Cao Văn Mẫu Chuẩn',
    title: 'Trưởng khoa xét nghiệm',
    licence: '990105/THU-GPHN',
  },
  { id: 'thu-ngan', role: 'cashier', name: 'Hoàng Thị Mẫu Thu', title: 'Thu ngân' },
  { id: 'thu-ngan-2', role: 'cashier', name: 'Lưu Văn Thử Chi', title: 'Thu ngân thứ hai' },
  { id: 'giam-dinh', role: 'claims-clerk', name: 'Ngô Văn Thử Tính', title: 'Nhân viên thanh toán BHYT' },
  { id: 'giam-dinh-2', role: 'claims-clerk', name: 'Mai Thị Thử Duyệt', title: 'Nhân viên BHYT thứ hai' },
  { id: 'ho-so', role: 'records-clerk', name: 'Bùi Thị Mẫu Lưu', title: 'Nhân viên lưu trữ hồ sơ' },
  { id: 'bang-goi-so', role: 'board', name: 'Bảng gọi số khu khám', title: 'Màn hình gọi số' },
  { id: 'tich-hop', role: 'integrator', name: 'Trương Văn Thử Nối', title: 'Phụ trách tích hợp' },
  { id: 'quan-tri', role: 'administrator', name: 'Đặng Văn Thử Trị', title: 'Quản trị hệ thống' },
];

/** the director signs for the facility in claims */
const director: DemoPerson = {
  id: 'giam-doc',
  role: 'administrator',
  name: 'BS. Nguyễn Thị Mẫu Giám',
  title: 'Giám đốc',
  licence: '990100/THU-GPHN',
};

/** a screen in a corridor signs in, but is nobody who treats */
const people = [...demoStaff.filter(({ role }) => role !== 'board'), director];

const facilityCode = (value: string) => [{ system: identifierSystems.facility, value }];

const organizations: readonly FhirResource[] = [
  {
    resourceType: 'Organization',
    id: '99001',
    active: true,
    identifier: facilityCode(demoHospital.facility.code),
    name: demoHospital.facility.name,
    telecom: [{ system: 'phone', value: demoHospital.facility.phone }],
    address: [{ text: demoHospital.facility.address }],
    extension: [
      {
        url: extensions.facilityCareLevel,
        valueCodeableConcept: { coding: [{ system: codeSystems.facilityLevel, code: 'basic' }] },
      },
      {
        url: extensions.facilityStanding,
        extension: [
          { url: 'points', valueDecimal: 45 },
          { url: 'formerTier', valueCode: 'district' },
        ],
      },
    ],
  },
  {
    resourceType: 'Organization',
    id: '99002',
    active: true,
    identifier: facilityCode('99002'),
    name: 'Trạm Y tế xã Sông Mẫu (BẢN THỬ)',
    telecom: [{ system: 'phone', value: '0000 000 002' }],
    address: [{ text: 'Thôn Mẫu, xã Sông Mẫu, tỉnh Mẫu' }],
  },
];

const practitioner = ({ id, name, licence }: DemoPerson): FhirResource => ({
  resourceType: 'Practitioner',
  id,
  active: true,
  name: [{ text: name }],
  ...(licence === undefined ? {} : { identifier: [{ system: identifierSystems.practiceLicence, value: licence }] }),
});

const wall: FhirResource = {
  resourceType: 'Device',
  id: 'bang-goi-so',
  status: 'active',
  deviceName: [{ name: 'Bảng gọi số khu khám', type: 'user-friendly-name' }],
  owner: { reference: demoHospital.facility.organization },
};

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const hours = (start: string, end: string) => ({
  url: extensions.bookingHours,
  extension: [
    ...days.map((valueCode) => ({ url: 'day', valueCode })),
    { url: 'start', valueTime: start },
    { url: 'end', valueTime: end },
    { url: 'minutes', valueInteger: 15 },
    { url: 'seats', valueInteger: 2 },
  ],
});

/** the demo takes appointments on Sundays too, so that it can be tried any day */
const schedules: readonly FhirResource[] = demoHospital.units
  .filter(({ kind }) => kind === 'exam-room')
  .map(({ id }) => ({
    resourceType: 'Schedule',
    id: `lich-${id}`,
    active: true,
    actor: [{ reference: `Location/${id}` }],
    planningHorizon: { start: '2026-01-01' },
    extension: [hours('07:30:00', '11:30:00'), hours('13:30:00', '16:30:00')],
  }));

/** Organizations and people as one transaction; the rooms are made by the server out of the site file; told twice, nothing changes but versions. */
export const demoDirectory: Bundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [...organizations, wall, ...schedules, ...people.map(practitioner)].map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  })),
};
