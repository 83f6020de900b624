import type { Bilingual } from '@lienmach/ui';

/** A channel to begin with. */
export interface ChannelTemplate {
  readonly id: string;
  readonly title: Bilingual;
  readonly hint: Bilingual;
  readonly channel: string;
  readonly name: Bilingual;
  readonly definition: object;
}

export const channelTemplates: readonly ChannelTemplate[] = [
  {
    id: 'analyzer-hl7',
    title: { vi: 'Máy xét nghiệm, HL7 qua MLLP', en: 'Analyzer, HL7 over MLLP' },
    hint: {
      vi: 'Máy hoặc phần mềm của máy gửi ORU tới một cổng riêng.',
      en: 'The machine or its software sends ORU to a port.',
    },
    channel: 'may-xet-nghiem',
    name: { vi: 'Máy xét nghiệm', en: 'Analyzer' },
    definition: {
      direction: 'in',
      transport: { kind: 'mllp', port: 2601 },
      codec: 'hl7v2',
      partner: { id: 'may-xet-nghiem' },
      alert: { silentMinutes: 720, parked: 5 },
    },
  },
  {
    id: 'analyzer-astm',
    title: { vi: 'Máy xét nghiệm, ASTM', en: 'Analyzer, ASTM' },
    hint: {
      vi: 'Máy nối tiếp qua bộ chuyển cổng, hoặc máy nói ASTM qua TCP.',
      en: 'A serial machine behind a device server, or ASTM over TCP.',
    },
    channel: 'may-astm',
    name: { vi: 'Máy xét nghiệm ASTM', en: 'ASTM analyzer' },
    definition: {
      direction: 'in',
      transport: { kind: 'astm-tcp', port: 9100 },
      codec: 'astm',
      partner: { id: 'may-astm' },
      alert: { silentMinutes: 720, parked: 5 },
    },
  },
  {
    id: 'hospital-system',
    title: { vi: 'Phần mềm bệnh viện khác, HL7', en: 'Another hospital system, HL7' },
    hint: {
      vi: 'Lượt khám, người bệnh, chỉ định, giấy tờ. Khai số của ai là số gì ở mục tùy chọn.',
      en: 'Visits, persons, orders, papers. Options say whose numbers are which.',
    },
    channel: 'his',
    name: { vi: 'Phần mềm bệnh viện', en: 'Hospital system' },
    definition: {
      direction: 'in',
      transport: { kind: 'mllp', port: 2610 },
      codec: 'hl7v2',
      partner: { id: 'his' },
      orderingKey: 'patient',
      alert: { silentMinutes: 60, parked: 10 },
      options: { 'authority.HIS': 'own' },
    },
  },
  {
    id: 'outside-laboratory',
    title: { vi: 'Phòng xét nghiệm ngoài, HTTP', en: 'Outside laboratory, HTTP' },
    hint: {
      vi: 'Gửi kết quả bằng POST với khóa riêng; khóa nằm trong tệp bí mật mang tên kênh.',
      en: 'Posts results with a credential of its own; the credential is a secret file named after the channel.',
    },
    channel: 'xet-nghiem-ngoai',
    name: { vi: 'Phòng xét nghiệm ngoài', en: 'Outside laboratory' },
    definition: {
      direction: 'in',
      transport: { kind: 'http' },
      codec: 'hl7v2',
      partner: { id: 'xet-nghiem-ngoai', credential: 'xet-nghiem-ngoai.txt' },
      rateLimit: { perMinute: 120 },
      alert: { parked: 5 },
    },
  },
  {
    id: 'folder',
    title: { vi: 'Thư mục tệp', en: 'Folder of files' },
    hint: {
      vi: 'Đối tác thả tệp vào một thư mục; tệp đã nhận chuyển sang done hoặc failed.',
      en: 'The partner drops files; what was taken moves to done or failed.',
    },
    channel: 'tep',
    name: { vi: 'Thư mục tệp', en: 'File folder' },
    definition: {
      direction: 'in',
      transport: { kind: 'folder', folder: 'tep', suffix: '.hl7' },
      codec: 'hl7v2',
      partner: { id: 'tep' },
    },
  },
  {
    id: 'outgoing',
    title: { vi: 'Gửi đi, HL7 qua MLLP', en: 'Outgoing, HL7 over MLLP' },
    hint: {
      vi: 'Hệ thống khác nghe lượt khám, kết quả, chi phí của cơ sở.',
      en: 'Another system is told visits, results, charges.',
    },
    channel: 'gui-di',
    name: { vi: 'Gửi đi', en: 'Outgoing' },
    definition: {
      direction: 'out',
      transport: { kind: 'mllp', host: '10.0.0.10', port: 2575 },
      codec: 'hl7v2',
      partner: { id: 'gui-di' },
      alert: { waitingMinutes: 30 },
      options: { sends: 'ADT' },
    },
  },
];
