import { defineErrors } from '@lienmach/outcome';

/** What a search can be refused for; `at` names the parameter as it was written in the query. */
export const errors = defineErrors('search', {
  badDate: { issue: 'value', vi: 'Ngày giờ tìm kiếm không hợp lệ.', en: 'not a FHIR date or dateTime' },
  badNumber: { issue: 'value', vi: 'Số tìm kiếm không hợp lệ.', en: 'not a decimal number' },
  badValue: { issue: 'value', vi: 'Giá trị tìm kiếm không hợp lệ.', en: 'malformed search value' },
  badPrefix: { issue: 'value', vi: 'Tiền tố so sánh không dùng được ở đây.', en: 'prefix has no meaning here' },
  badModifier: {
    issue: 'not-supported',
    vi: 'Tham số tìm kiếm không nhận bổ ngữ “{modifier}”.',
    en: 'modifier :{modifier} is not supported on this parameter',
  },
  badCount: { issue: 'value', vi: '_count phải là số nguyên không âm.', en: '_count must be a non-negative integer' },
  badSort: { issue: 'value', vi: 'Không sắp xếp được theo “{key}”.', en: 'cannot sort by {key}' },
  badCursor: {
    issue: 'value',
    vi: 'Trang kết quả không còn đọc được, hãy tìm lại từ đầu.',
    en: 'the page cursor does not belong to this query',
  },
  badControl: { issue: 'value', vi: 'Giá trị của {name} không hợp lệ.', en: '{name} has a value R4 does not know' },
  badInclude: {
    issue: 'value',
    vi: 'Không kèm theo được “{value}”.',
    en: '{value} is not Type:reference-parameter[:Type]',
  },
  badChain: {
    issue: 'value',
    vi: 'Không nối tìm kiếm qua “{name}” được.',
    en: '{name} is not a reference parameter that can be chained, or its target type must be named',
  },
  badCriterion: {
    issue: 'value',
    vi: 'Điều kiện “{name}” không dùng được ở đây.',
    en: '{name} cannot be a criterion here',
  },
  unknownValueSet: {
    issue: 'value',
    vi: 'Không biết danh sách mã “{value}”.',
    en: 'no value set {value} here whose codes can be listed',
  },
  unknownHierarchy: {
    issue: 'value',
    vi: 'Không biết mã này hoặc cấp bậc của hệ mã “{value}”.',
    en: 'the code or the hierarchy of {value} is not known here',
  },
  wordsNotReady: {
    issue: 'transient',
    vi: 'Chỉ mục từ của {type} đang được làm. Hãy thử lại sau ít phút.',
    en: 'words of {type} are being indexed; `lienmach reindex --words {type}` does it at once',
  },
  notAnswered: {
    issue: 'not-supported',
    vi: 'Tìm kiếm bằng {name} chưa được hỗ trợ.',
    en: '{name} is not supported',
  },
  chainTooWide: {
    issue: 'too-costly',
    vi: 'Chuỗi tìm kiếm rẽ ra quá nhiều loại hồ sơ, hãy nêu loại ở mỗi chỗ nối.',
    en: 'the chain leads to too many types: name the type of each link',
  },
  tooMany: {
    issue: 'too-costly',
    vi: 'Câu tìm kiếm quá dài.',
    en: 'more than {limit} criteria or alternatives',
  },
  unknownType: { issue: 'not-supported', vi: 'Không có loại hồ sơ “{type}”.', en: 'R4 has no resource type {type}' },
  notInCompartment: {
    issue: 'not-supported',
    vi: 'Không tìm được loại hồ sơ này bên dưới hồ sơ kia.',
    en: '{type} is not part of the compartment of {of}',
  },
});
