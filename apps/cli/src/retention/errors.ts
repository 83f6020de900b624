import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('retention', {
  unknownList: {
    issue: 'not-found',
    vi: 'Không có danh mục đề nghị tiêu hủy mang mã này.',
    en: 'no destruction list with that id',
  },
  nothingDue: {
    issue: 'business-rule',
    vi: 'Không có hồ sơ nào hết thời hạn lưu trữ để lập danh mục.',
    en: 'nothing is past its time',
  },
  finished: {
    issue: 'business-rule',
    vi: 'Danh mục này đã tiêu hủy xong.',
    en: 'the list is retired',
  },
  notApproved: {
    issue: 'forbidden',
    vi: 'Danh mục phải có hai người khác nhau duyệt, hiện có {count}.',
    en: 'two different people must approve the list, there are {count}',
  },
  whoAndWhy: {
    issue: 'required',
    vi: 'Ghi số và ngày quyết định, và tên người thực hiện.',
    en: 'a decision and the name of who carries it out are needed',
  },
  mustStay: {
    issue: 'business-rule',
    vi: 'Lượt khám {visit} không còn được tiêu hủy: {why}. Đã tiêu hủy {done} hồ sơ của danh mục này; các hồ sơ còn lại chưa bị động tới.',
    en: '{visit} must stay: {why}',
  },
});
