import type { Findings } from './score-match.ts';

const reasons: readonly (readonly [(f: Findings) => boolean, string])[] = [
  [(f) => f.isReissued, 'Số cũ của bên này là số của bên kia.'],
  [(f) => f.personalNumber === 'same' && !f.isReissued, 'Trùng số định danh cá nhân.'],
  [(f) => f.personalNumber === 'near', 'Số định danh lệch một chữ số.'],
  [(f) => f.personalNumber === 'different', 'Số định danh khác nhau.'],
  [(f) => f.patientNumber === 'same', 'Trùng mã bệnh nhân.'],
  [(f) => f.socialNumber === 'same', 'Trùng mã số BHXH.'],
  [(f) => f.socialNumber === 'near', 'Mã số BHXH lệch một chữ số.'],
  [(f) => f.given === 'same' && f.family === 'same' && f.middle !== 'different', 'Trùng họ tên.'],
  [(f) => f.given === 'unmarked' && f.middle !== 'different', 'Trùng họ tên (không kể dấu).'],
  [(f) => f.given === 'slip' || f.family === 'slip', 'Họ tên giống nhau, có lỗi gõ.'],
  [(f) => f.given === 'tone', 'Tên chỉ khác dấu.'],
  [(f) => f.given === 'near', 'Tên khác một chữ cái.'],
  [(f) => f.given === 'different', 'Tên khác nhau.'],
  [(f) => f.family === 'different' || f.family === 'near', 'Họ khác nhau.'],
  [(f) => f.middle === 'fewer', 'Tên đệm thiếu hoặc thừa.'],
  [(f) => f.middle === 'different', 'Tên đệm khác nhau.'],
  [(f) => f.birth === 'same' || f.birth === 'newYear', 'Trùng ngày sinh.'],
  [(f) => f.birth === 'swapped', 'Ngày và tháng sinh đảo nhau.'],
  [(f) => f.birth === 'partial', 'Trùng năm sinh, một bên không ghi đủ ngày tháng.'],
  [(f) => f.birth === 'near', 'Ngày sinh lệch một chữ số.'],
  [(f) => f.birth === 'same-year', 'Cùng năm sinh, khác ngày.'],
  [(f) => f.birth === 'different', 'Năm sinh khác nhau.'],
  [(f) => f.phone === 'same', 'Trùng số điện thoại.'],
  [(f) => f.phone === 'near', 'Số điện thoại lệch một chữ số.'],
  [(f) => f.commune === 'same', 'Cùng xã, phường.'],
  [(f) => f.commune === 'moved', 'Cùng xã, phường (tên trước và sau sắp xếp 2025).'],
  [(f) => f.gender === 'different', 'Giới tính khác nhau.'],
];

/**
 * What was found, in words for the clerk.
 *
 * @source none: our own words (own choice)
 */
export const matchReasons = (findings: Findings): string[] =>
  reasons.filter(([says]) => says(findings)).map(([, text]) => text);
