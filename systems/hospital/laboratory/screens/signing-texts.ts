/** Words of signing released reports. */
const vi = {
  sign: 'Ký phiếu',
  signAgain: 'Ký lại phiếu đã sửa',
  signed: (test: string) => `Đã ký phiếu ${test}`,
  unsigned: 'Chưa ký',
  outdated: 'Đã sửa sau khi ký',
  signedAt: (time: string) => `Đã ký ${time}`,
  verify: 'Kiểm tra chữ ký',
  valid: (who: string, time: string) => `Chữ ký hợp lệ: ${who}, ký lúc ${time}`,
  invalid: (why: string) => `Chữ ký không hợp lệ. ${why}`,
  batch: (n: number) => `Ký ${n} phiếu đã duyệt`,
  batchTitle: 'Ký các phiếu đã duyệt',
  batchText: 'Mỗi phiếu thành một tài liệu có chữ ký. Phiếu sửa sau này phải ký lại.',
  again: 'ký lại',
  signAll: (n: number) => `Ký ${n} phiếu`,
  working: (done: number, all: number) => `Đang ký ${done}/${all}`,
  batchDone: (n: number) => `Đã ký ${n} phiếu`,
  refused: (n: number, why: string) => `${n} phiếu chưa ký được. ${why}`,
  back: 'Quay lại',
};

const en: typeof vi = {
  sign: 'Sign report',
  signAgain: 'Sign the amended report',
  signed: (test) => `Signed ${test}`,
  unsigned: 'Not signed',
  outdated: 'Amended since it was signed',
  signedAt: (time) => `Signed ${time}`,
  verify: 'Check the signature',
  valid: (who, time) => `Valid signature: ${who}, signed at ${time}`,
  invalid: (why) => `The signature does not hold. ${why}`,
  batch: (n) => `Sign ${n} released reports`,
  batchTitle: 'Sign released reports',
  batchText: 'Each report becomes a signed document. A report amended later has to be signed again.',
  again: 'again',
  signAll: (n) => `Sign ${n} reports`,
  working: (done, all) => `Signing ${done}/${all}`,
  batchDone: (n) => `Signed ${n} reports`,
  refused: (n, why) => `${n} reports are not signed. ${why}`,
  back: 'Back',
};

export const signingTexts = { vi, en };
