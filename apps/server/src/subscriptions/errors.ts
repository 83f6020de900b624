import { defineErrors } from '@lienmach/outcome';

/** Why a subscription is not carried out. Texts end up in `Subscription.error`: no content of the record in them. */
export const errors = defineErrors('subscription', {
  badCriteria: {
    issue: 'value',
    vi: 'Điều kiện theo dõi không phải là một câu tìm kiếm dùng được.',
    en: 'criteria must be Type?query, every parameter known',
  },
  badChannel: {
    issue: 'not-supported',
    vi: 'Chỉ gửi thông báo theo kiểu rest-hook, nội dung JSON của FHIR hoặc để trống.',
    en: 'only rest-hook with application/fhir+json or without payload',
  },
  unknownEndpoint: {
    issue: 'forbidden',
    vi: 'Địa chỉ nhận thông báo chưa được cơ sở cho phép.',
    en: 'the endpoint lies below no subscriber of the site file',
  },
  privateAddress: {
    issue: 'forbidden',
    vi: 'Địa chỉ nhận thông báo nằm trong mạng riêng.',
    en: 'the endpoint leads into a private network',
  },
  notDelivered: {
    issue: 'transient',
    vi: 'Nơi nhận không nhận được thông báo.',
    en: 'the endpoint did not accept the notification ({status})',
  },
});
