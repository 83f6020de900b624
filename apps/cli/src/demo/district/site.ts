import type { Site } from '@lienmach/system-kit';

/** District hospital of the demo. Everything is invented: facility codes 99xxx, phones that cannot ring, a bank BIN in no list. */
export const demoHospital: Site = {
  id: 'song-mau',
  kind: 'hospital',
  isDemo: true,
  facility: {
    code: '99001',
    authority: 'Sở Y tế tỉnh Mẫu',
    name: 'Bệnh viện Đa khoa Sông Mẫu (BẢN THỬ)',
    address: 'Số 1, đường Thử Nghiệm, xã Sông Mẫu, tỉnh Mẫu',
    phone: '0000 000 001',
    organization: 'Organization/99001',
    hasBeds: true,
  },
  units: [
    { id: 'tiep-don', name: 'Quầy tiếp đón 1', department: 'K01', kind: 'reception' },
    { id: 'noi-1', name: 'Phòng khám Nội 1', department: 'K01', kind: 'exam-room', examService: '02.1896' },
    { id: 'noi-2', name: 'Phòng khám Nội 2', department: 'K01', kind: 'exam-room', examService: '02.1896' },
    { id: 'nhi', name: 'Phòng khám Nhi', department: 'K01', kind: 'exam-room', examService: '03.1897' },
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
      charset: 'UNICODE UTF-8',
    },
  ],
  bankAccount: { bin: '999999', number: '0000000000001', name: 'BENH VIEN DA KHOA SONG MAU BAN THU' },
};
