import type { Questionnaire } from 'fhir/r4';

const R4 = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const control = (code: string) => ({
  url: `${R4}questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] },
});
const expression = (name: string, text: string) => ({
  url: `${SDC}${name}`,
  valueExpression: { language: 'text/fhirpath' as const, expression: text },
});
const unit = (name: string, code: string) => ({
  url: `${R4}questionnaire-${name}`,
  valueCoding: { system: 'http://unitsofmeasure.org', code, display: code },
});
const option = (code: string, display: string) => ({ valueCoding: { system: 'https://thu.vn/chon', code, display } });

/** One form with every kind of question that R4 has, for nobody but the story. */
export const everyQuestion: Questionnaire = {
  resourceType: 'Questionnaire',
  id: 'moi-kieu-cau-hoi',
  url: 'https://thu.vn/Questionnaire/moi-kieu-cau-hoi',
  version: '1.0.0',
  title: 'Mọi kiểu câu hỏi (bản thử)',
  status: 'active',
  item: [
    { linkId: 'loi', type: 'display', text: 'Phiếu này chỉ để thử.' },
    {
      linkId: 'so',
      type: 'group',
      text: 'Số và chữ',
      item: [
        { linkId: 'chu', type: 'string', text: 'Nghề', required: true, maxLength: 40 },
        {
          linkId: 'nguyen',
          type: 'integer',
          text: 'Số con',
          extension: [
            { url: `${R4}minValue`, valueInteger: 0 },
            { url: `${R4}maxValue`, valueInteger: 20 },
          ],
        },
        { linkId: 'nang', type: 'decimal', text: 'Cân nặng', extension: [unit('unit', 'kg')] },
        { linkId: 'cao', type: 'decimal', text: 'Chiều cao', extension: [unit('unit', 'cm')] },
        {
          linkId: 'bmi',
          type: 'decimal',
          text: 'BMI',
          readOnly: true,
          extension: [
            expression(
              'calculatedExpression',
              "(%resource.descendants().where(linkId='nang').answer.value / (%resource.descendants().where(linkId='cao').answer.value / 100).power(2)).round(1)",
            ),
          ],
        },
        {
          linkId: 'nuoc',
          type: 'quantity',
          text: 'Nước uống mỗi ngày',
          extension: [unit('unitOption', 'mL'), unit('unitOption', 'L')],
        },
        { linkId: 'trang', type: 'url', text: 'Trang riêng' },
        { linkId: 'ghi', type: 'text', text: 'Ghi thêm' },
      ],
    },
    {
      linkId: 'luc',
      type: 'group',
      text: 'Ngày giờ',
      item: [
        {
          linkId: 'sinh',
          type: 'date',
          text: 'Ngày sinh',
          extension: [expression('initialExpression', '%patient.birthDate')],
        },
        { linkId: 'kham', type: 'dateTime', text: 'Lần khám trước' },
        { linkId: 'ngu', type: 'time', text: 'Giờ đi ngủ' },
      ],
    },
    {
      linkId: 'chon',
      type: 'group',
      text: 'Lựa chọn',
      item: [
        { linkId: 'hut', type: 'boolean', text: 'Hút thuốc' },
        {
          linkId: 'bao',
          type: 'integer',
          text: 'Số điếu mỗi ngày',
          enableWhen: [{ question: 'hut', operator: '=', answerBoolean: true }],
        },
        {
          linkId: 'an',
          type: 'choice',
          text: 'Ăn mặn',
          extension: [control('radio-button')],
          answerOption: [option('it', 'Ít'), option('vua', 'Vừa'), option('nhieu', 'Nhiều')],
        },
        {
          linkId: 'benh',
          type: 'choice',
          repeats: true,
          text: 'Bệnh trong nhà',
          extension: [control('check-box')],
          answerOption: [option('tha', 'Tăng huyết áp'), option('dtd', 'Đái tháo đường'), option('hen', 'Hen')],
        },
        {
          linkId: 'hon',
          type: 'choice',
          text: 'Hôn nhân',
          extension: [control('drop-down')],
          answerOption: [option('doc', 'Độc thân'), option('co', 'Có gia đình')],
        },
        {
          linkId: 'biet',
          type: 'open-choice',
          text: 'Biết đến bệnh viện qua',
          answerOption: [option('nha', 'Người nhà'), option('mang', 'Mạng')],
        },
        {
          linkId: 'ma',
          type: 'choice',
          text: 'Bệnh đã mắc',
          answerValueSet: 'http://fhir.hl7.org.vn/core/CodeSystem/vn-icd10-cs?fhir_vs',
        },
        {
          linkId: 'bac-si',
          type: 'reference',
          text: 'Bác sĩ quen',
          extension: [{ url: `${R4}questionnaire-referenceResource`, valueCode: 'Practitioner' }],
        },
      ],
    },
    {
      linkId: 'thuoc',
      type: 'group',
      repeats: true,
      text: 'Thuốc đang uống',
      item: [
        { linkId: 'ten', type: 'string', text: 'Tên thuốc' },
        { linkId: 'lieu', type: 'string', text: 'Liều' },
      ],
    },
    { linkId: 'anh', type: 'attachment', text: 'Ảnh chụp đơn cũ' },
  ],
};
