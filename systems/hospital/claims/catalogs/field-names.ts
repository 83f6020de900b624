import { fieldNamesAToM } from './field-names-a-m.ts';
import { fieldNamesNToZ } from './field-names-n-z.ts';

const tableNames: Readonly<Record<string, string>> = {
  XML0: 'Check-in',
  XML1: 'Tổng hợp',
  XML2: 'Thuốc',
  XML3: 'Dịch vụ, vật tư',
  XML4: 'Kết quả cận lâm sàng',
  XML5: 'Diễn biến lâm sàng',
  XML6: 'HIV/AIDS',
  XML7: 'Giấy ra viện',
  XML8: 'Tóm tắt bệnh án',
  XML9: 'Giấy chứng sinh',
  XML10: 'Nghỉ dưỡng thai',
  XML11: 'Nghỉ việc hưởng BHXH',
  XML13: 'Chuyển cơ sở',
  XML14: 'Hẹn khám lại',
  XML15: 'Điều trị lao',
};

/** What people call a table; its code when it is not known. */
export const tableName = (code: string): string => tableNames[code] ?? code;

/** What people call an element of a table; its own name when it is not known. */
export const fieldName = (name: string): string => fieldNamesAToM[name] ?? fieldNamesNToZ[name] ?? name;
