import type { Site } from '@lienmach/system-kit';

/** A hospital that does not exist: facility code, phone and bank account are in no list. */
export const testSite: Site = {
  id: 'benh-vien-thu',
  kind: 'hospital',
  isDemo: true,
  facility: {
    code: '99001',
    authority: 'Sở Y tế tỉnh Thử',
    name: 'Bệnh viện Đa khoa Thử',
    address: 'Số 1, Xã Thử, Tỉnh Thử',
    phone: '0000 000 001',
    organization: 'Organization/99001',
    hasBeds: true,
  },
  units: [
    { id: 'tiep-don', name: 'Quầy tiếp đón 1', department: 'K01', kind: 'reception' },
    { id: 'noi-1', name: 'Phòng khám Nội 1', department: 'K01', kind: 'exam-room', examService: '02.1896' },
    { id: 'noi-2', name: 'Phòng khám Nội 2', department: 'K01', kind: 'exam-room', examService: '02.1896' },
    { id: 'xet-nghiem', name: 'Khoa Xét nghiệm', department: 'K42', kind: 'laboratory' },
    { id: 'thu-ngan', name: 'Quầy thu ngân 1', department: 'K01', kind: 'cashier' },
  ],
  partners: [
    {
      id: 'lab-analyzer',
      transport: 'mllp',
      host: '127.0.0.1',
      port: 2576,
      orderMessage: 'OML^O21',
      sendingApplication: 'LIENMACH',
      receivingApplication: 'MAYXN',
    },
  ],
  bankAccount: { bin: '999999', number: '000000000001', name: 'BENH VIEN DA KHOA THU' },
};
