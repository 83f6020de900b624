import { defineErrors } from '@lienmach/outcome';

/** Every refusal of specimens that go to other laboratories. */
export const errors = defineErrors('lab-referral', {
  unknownLaboratory: {
    issue: 'not-found',
    vi: 'Không có phòng xét nghiệm này trong danh sách nơi nhận mẫu.',
    en: 'no active referral laboratory with this reference',
  },
  badLaboratory: {
    issue: 'value',
    vi: 'Cần mã cơ sở, tên, và ít nhất một xét nghiệm với thời gian trả từ 1 đến 1.440 giờ, mỗi xét nghiệm một dòng.',
    en: 'a referral laboratory needs a code, a name and distinct tests with 1 to 1440 hours',
  },
  unknownTest: {
    issue: 'not-found',
    vi: 'Không có dịch vụ {code} trong danh mục.',
    en: 'no technical service with this code',
  },
  usualTwice: {
    issue: 'conflict',
    vi: '{code} đã thường gửi {name}. Mỗi xét nghiệm chỉ có một nơi thường gửi.',
    en: 'another active laboratory is the usual one for this test',
  },
  unknownSpecimen: {
    issue: 'not-found',
    vi: 'Không có mẫu số {number}.',
    en: 'no specimen with this number',
  },
  notReceived: {
    issue: 'business-rule',
    vi: 'Mẫu {number} chưa được phòng xét nghiệm nhận. Nhận mẫu trước khi gửi đi.',
    en: 'specimen was not received by the laboratory yet',
  },
  specimenUnusable: {
    issue: 'business-rule',
    vi: 'Mẫu {number} không dùng được nữa.',
    en: 'specimen is not available',
  },
  nothingToRefer: {
    issue: 'business-rule',
    vi: 'Mẫu {number} không có xét nghiệm nào còn mở mà nơi này nhận làm.',
    en: 'no open order of this specimen is measured by the laboratory',
  },
  noUsualLaboratory: {
    issue: 'business-rule',
    vi: 'Chưa khai báo nơi thường gửi cho xét nghiệm của mẫu {number}. Chọn nơi nhận.',
    en: 'no usual laboratory is declared for the tests of this specimen',
  },
  alreadySent: {
    issue: 'conflict',
    vi: '{name} của mẫu này đã gửi đi trong chuyến {number}.',
    en: 'test was sent already',
  },
  notToSend: {
    issue: 'conflict',
    vi: 'Có mẫu không còn chờ gửi đến nơi này. Tải lại danh sách.',
    en: 'a task is not waiting to be sent to this laboratory',
  },
  tooMany: {
    issue: 'too-costly',
    vi: 'Một chuyến gửi có từ 1 đến 200 xét nghiệm.',
    en: 'a consignment has 1 to 200 tests',
  },
  unknownTemperature: {
    issue: 'value',
    vi: 'Điều kiện vận chuyển không có trong danh mục.',
    en: 'unknown transport temperature',
  },
  sentInFuture: {
    issue: 'business-rule',
    vi: 'Giờ gửi không được sau giờ hiện tại, cũng không trước giờ nhận mẫu.',
    en: 'time of sending lies in the future or before the receipt of a specimen',
  },
  notAReferral: {
    issue: 'business-rule',
    vi: 'Đây không phải việc gửi mẫu.',
    en: 'task is no laboratory referral',
  },
  notOpen: {
    issue: 'conflict',
    vi: 'Việc gửi mẫu này đã xong hoặc đã rút.',
    en: 'referral is closed',
  },
  reasonMissing: {
    issue: 'required',
    vi: 'Ghi lý do rút mẫu, ít nhất 5 chữ.',
    en: 'a reason of at least five letters is required',
  },
  notTheirReport: {
    issue: 'business-rule',
    vi: 'Phiếu này không phải của người bệnh này, hoặc không do nơi đã gửi mẫu trả.',
    en: 'report is of another patient or of another laboratory',
  },
  reportNotFinal: {
    issue: 'business-rule',
    vi: 'Phiếu của nơi làm chưa phải kết quả cuối cùng.',
    en: 'report of the laboratory is not final',
  },
  ownResults: {
    issue: 'conflict',
    vi: 'Phiếu tại đây đã có kết quả nhập cho chỉ định này. Duyệt phiếu đó ở bàn xét nghiệm.',
    en: 'our own report of the order holds results already',
  },
  notInForce: {
    issue: 'business-rule',
    vi: '{name} không có trong danh mục dịch vụ của ngày chỉ định.',
    en: 'service is not in the catalog of the day of the order',
  },
  badState: { issue: 'value', vi: 'Không có danh sách này.', en: 'unknown state of a referral' },
  badLimit: { issue: 'value', vi: 'Mỗi trang có từ 1 đến 200 dòng.', en: 'limit must be 1 to 200' },
  nothingToPrint: {
    issue: 'not-found',
    vi: 'Mẫu này chưa gửi đi, hoặc cả chuyến đã rút.',
    en: 'test was not sent, or everything in its box was called back',
  },
});
