import { expect, test } from 'vitest';
import { scopeSentence } from './consent-words.ts';

test.each([
  ['patient/Observation.rs', 'Xem kết quả xét nghiệm và dấu hiệu sinh tồn của người bệnh này'],
  ['patient/*.cruds', 'Xem, thêm và sửa, xóa mọi phần của hồ sơ của người bệnh này'],
  ['patient/Condition.read', 'Xem chẩn đoán của người bệnh này'],
  ['user/Appointment.cu', 'Thêm và sửa lịch hẹn trong phạm vi quyền của bạn'],
  ['user/Encounter.write', 'Thêm và sửa, xóa lượt khám trong phạm vi quyền của bạn'],
  ['user/Slot.s', 'Xem Slot trong phạm vi quyền của bạn'],
  [
    'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory',
    'Xem kết quả xét nghiệm và dấu hiệu sinh tồn của người bệnh này, chỉ nhóm “laboratory”',
  ],
  ['user/Encounter.s?class=AMB', 'Xem lượt khám trong phạm vi quyền của bạn, chỉ hình thức khám “AMB”'],
  ['offline_access', 'Làm việc cả khi bạn không mở ứng dụng, tối đa 90 ngày'],
  ['gì đó', undefined],
])('%s: “%s”', (scope, sentence) => {
  expect(scopeSentence(scope)).toBe(sentence);
});
