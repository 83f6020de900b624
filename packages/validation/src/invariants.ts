import { isObject, type Json, textOf } from './run.ts';

export interface Invariant {
  readonly key: string;
  readonly vi: string;
  readonly en: string;
  readonly holds: (value: Json) => boolean;
}

const has = (value: Json, name: string): boolean => value[name] !== undefined || value[`_${name}`] !== undefined;
const hasAny = (value: Json, prefix: string): boolean =>
  Object.keys(value).some((key) => /^[A-Z]/.test(key.slice(prefix.length)) && key.startsWith(prefix));

const hasCode = (concept: unknown, ...codes: string[]): boolean =>
  isObject(concept) &&
  Array.isArray(concept.coding) &&
  concept.coding.some((coding) => isObject(coding) && codes.includes(textOf(coding.code)));

/** Compares what can be compared: two instants, or two dates of the same length. */
function isInOrder(start: unknown, end: unknown): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return true;
  if (start.length > 10 && end.length > 10) return !(Date.parse(start) > Date.parse(end));
  return start.length !== end.length || start <= end;
}

/**
 * Invariants that catch real mistakes and cost nothing; all others wait for the FHIRPath engine.
 *
 * @source FHIR R4 4.0.1, the constraint of the same key in each type's definition (verified)
 */
export const invariants: Readonly<Record<string, readonly Invariant[]>> = {
  Extension: [
    {
      key: 'ext-1',
      vi: 'Phần mở rộng phải có giá trị hoặc phần mở rộng con, không có cả hai.',
      en: 'an extension has either extensions or a value',
      holds: (value) => (value.extension === undefined) === hasAny(value, 'value') || hasAny(value, '_value'),
    },
  ],
  Period: [
    {
      key: 'per-1',
      vi: 'Thời điểm bắt đầu phải trước thời điểm kết thúc.',
      en: 'start must not be later than end',
      holds: (value) => isInOrder(value.start, value.end),
    },
  ],
  Quantity: [
    {
      key: 'qty-3',
      vi: 'Mã đơn vị phải kèm hệ mã.',
      en: 'a unit code needs its system',
      holds: (value) => !has(value, 'code') || has(value, 'system'),
    },
  ],
  ContactPoint: [
    {
      key: 'cpt-2',
      vi: 'Số liên hệ phải ghi rõ là điện thoại, thư điện tử hay loại khác.',
      en: 'a contact value needs a system',
      holds: (value) => !has(value, 'value') || has(value, 'system'),
    },
  ],
  Attachment: [
    {
      key: 'att-1',
      vi: 'Tệp đính kèm có dữ liệu phải ghi loại nội dung.',
      en: 'attachment data needs a contentType',
      holds: (value) => !has(value, 'data') || has(value, 'contentType'),
    },
  ],
  Observation: [
    {
      key: 'obs-6',
      vi: 'Đã có kết quả thì không ghi lý do thiếu kết quả.',
      en: 'dataAbsentReason only when there is no value',
      holds: (value) => value.dataAbsentReason === undefined || !hasAny(value, 'value'),
    },
  ],
  Condition: [
    {
      key: 'con-4',
      vi: 'Chẩn đoán đã khỏi thì trạng thái lâm sàng phải là hết, thuyên giảm hoặc đã khỏi.',
      en: 'an abated condition is inactive, resolved or in remission',
      holds: (value) =>
        !hasAny(value, 'abatement') || hasCode(value.clinicalStatus, 'inactive', 'resolved', 'remission'),
    },
    {
      key: 'con-5',
      vi: 'Chẩn đoán nhập nhầm thì không có trạng thái lâm sàng.',
      en: 'no clinicalStatus when entered in error',
      holds: (value) => !hasCode(value.verificationStatus, 'entered-in-error') || !has(value, 'clinicalStatus'),
    },
  ],
  AllergyIntolerance: [
    {
      key: 'ait-1',
      vi: 'Dị ứng phải có trạng thái lâm sàng, trừ khi nhập nhầm.',
      en: 'clinicalStatus is required unless entered in error',
      holds: (value) => hasCode(value.verificationStatus, 'entered-in-error') || has(value, 'clinicalStatus'),
    },
    {
      key: 'ait-2',
      vi: 'Dị ứng nhập nhầm thì không có trạng thái lâm sàng.',
      en: 'no clinicalStatus when entered in error',
      holds: (value) => !hasCode(value.verificationStatus, 'entered-in-error') || !has(value, 'clinicalStatus'),
    },
  ],
};
