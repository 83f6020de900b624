const head = (type: string, id: string): string =>
  `MSH|^~\\&|HIS|BV MAU|LIENMACH||20260302080000+0700||ADT^${type}^ADT_A39|${id}|P|2.5.1`;
const person = 'PID|1||BN0001^^^BVM^MR||NGUYỄN^AN^VĂN||19800509|M';

/** Merges as partners send them; tests play them, the message catalog prints them. */
export const mergeExamples = [
  {
    on: 'ADT^A40',
    title: 'Gộp hai hồ sơ của một người: PID giữ lại, MRG nhường',
    text: [head('A40', 'VD0101'), person, 'MRG|BN0003^^^BVM^MR'],
    makes: ['Patient', 'Task'],
  },
  {
    on: 'ADT^A34',
    title: 'Gộp theo phiên bản cũ của chuẩn',
    text: [head('A34', 'VD0102'), person, 'MRG|BN0004^^^BVM^MR'],
    makes: ['Task'],
  },
] as const;
