import { defineErrors } from '@lienmach/outcome';

/** Every refusal of this room. Those of a line carry `{drug}`; warnings let the prescription pass with a written reason. */
export const errors = defineErrors('prescribing', {
  visitClosed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc hoặc đã hủy: không kê đơn được nữa.',
    en: 'Encounter.status is {status}',
  },
  noMainDiagnosis: {
    issue: 'business-rule',
    vi: 'Chưa có chẩn đoán bệnh chính (mã ICD-10): ghi chẩn đoán trước khi kê đơn.',
    en: 'no discharge diagnosis of rank 1 with an ICD-10 code',
  },
  unknownDrug: {
    issue: 'code-invalid',
    vi: 'Không có thuốc mã {drug} trong danh mục đang hiệu lực hôm nay.',
    en: 'drug product {drug} is not in force on {date}',
  },
  incompleteDrug: {
    issue: 'processing',
    vi: 'Danh mục thuốc thiếu thông tin của {drug}: {property}. Báo dược kiểm tra danh mục.',
    en: 'drug concept {drug} lacks property {property}',
  },
  badDose: {
    issue: 'value',
    vi: 'Liều dùng của {drug} không đọc được: ghi số như 1, 0,5 hoặc 1/2.',
    en: 'dose must be a decimal or a simple fraction',
  },
  unknownRoute: {
    issue: 'code-invalid',
    vi: 'Không có đường dùng mã {code} trong danh mục đang hiệu lực hôm nay.',
    en: 'route {code} is not in force on {date}',
  },
  noDose: { issue: 'required', vi: 'Chưa ghi liều dùng của {drug}.', en: 'all four doses are empty or zero' },
  badDays: {
    issue: 'value',
    vi: 'Số ngày dùng của {drug} phải là số nguyên từ 1.',
    en: 'days must be a positive integer',
  },
  badQuantity: {
    issue: 'value',
    vi: 'Số lượng của {drug} phải là số nguyên từ 1.',
    en: 'quantity must be a positive integer',
  },
  supplement: {
    issue: 'business-rule',
    vi: '{drug} là thực phẩm bảo vệ sức khỏe: không được kê trong đơn thuốc.',
    en: 'dietary supplements may not be prescribed',
  },
  narcoticWithoutBeds: {
    issue: 'business-rule',
    vi: '{drug} là thuốc gây nghiện: chỉ cơ sở có giường bệnh được kê.',
    en: 'narcotics only at facilities with beds',
  },
  tooManyDays: {
    issue: 'business-rule',
    vi: '{drug}: đơn loại {type} với chẩn đoán này được kê tối đa {limit} ngày.',
    en: 'days exceed the limit of prescription type {type}',
  },
  childWithoutWeight: {
    issue: 'business-rule',
    vi: 'Trẻ dưới 72 tháng: phải ghi cân nặng.',
    en: 'weight is required below 72 months of age',
  },
  badWeight: {
    issue: 'value',
    vi: 'Cân nặng phải từ 0,2 đến 500 kg, nhiều nhất ba chữ số thập phân.',
    en: 'weight must be a decimal between 0.2 and 500',
  },
  childWithoutAdult: {
    issue: 'business-rule',
    vi: 'Trẻ dưới 72 tháng: phải ghi tên người đưa trẻ đến khám.',
    en: 'the accompanying adult is required below 72 months of age',
  },
  allergy: {
    issue: 'business-rule',
    vi: 'Người bệnh dị ứng với {ingredient}: không kê {drug}.',
    en: 'active allergy to an ingredient of the line',
  },
  possibleAllergy: {
    issue: 'business-rule',
    vi: 'Người bệnh được ghi dị ứng mức thấp hoặc chưa xác minh với {ingredient} (có trong {drug}). Muốn kê phải ghi lý do.',
    en: 'low or unconfirmed allergy to an ingredient of the line; an override needs a reason',
  },
  groupAllergy: {
    issue: 'business-rule',
    vi: 'Người bệnh dị ứng với {allergy}, cùng nhóm {group} với {ingredient}: không kê {drug}.',
    en: 'active allergy to a drug of the same group',
  },
  crossAllergy: {
    issue: 'business-rule',
    vi: 'Người bệnh dị ứng với {allergy} (nhóm {group}): {ingredient} trong {drug} có thể gây dị ứng chéo. Muốn kê phải ghi lý do.',
    en: 'allergy to a drug of the same group or family; an override needs a reason',
  },
  similarAllergy: {
    issue: 'business-rule',
    vi: 'Hồ sơ dị ứng có ghi “{allergy}”, gần giống thành phần hoặc tên của {drug}. Muốn kê phải ghi lý do.',
    en: 'words of an allergy resemble the drug; an override needs a reason',
  },
  sameIngredientTwice: {
    issue: 'business-rule',
    vi: '{drug} trùng hoạt chất {ingredient} với dòng khác trong đơn. Muốn kê phải ghi lý do.',
    en: 'ingredient occurs on another line; an override needs a reason',
  },
  alreadyTaking: {
    issue: 'business-rule',
    vi: 'Người bệnh còn thuốc có hoạt chất {ingredient} từ đơn {code} đến hết ngày {until}. Muốn kê {drug} phải ghi lý do.',
    en: 'ingredient of a running prescription; an override needs a reason',
  },
  quantityDiffers: {
    issue: 'business-rule',
    vi: '{drug}: số lượng {given} khác liều dùng × số ngày ({computed}). Muốn giữ phải ghi lý do.',
    en: 'quantity differs from doses × days; an override needs a reason',
  },
  emptyReason: {
    issue: 'required',
    vi: 'Lý do bỏ qua cảnh báo phải có ít nhất 10 ký tự.',
    en: 'override reason is too short',
  },
  notOverridable: {
    issue: 'business-rule',
    vi: 'Điều bị chặn này không bỏ qua được bằng lý do.',
    en: 'rule {rule} is a stop or did not fire',
  },
  alreadyPrescribed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã có đơn {code}. Muốn sửa, kê đơn mới thay thế đơn này.',
    en: 'one prescription per type and visit; name it in replaces',
  },
  notReplaceable: {
    issue: 'business-rule',
    vi: 'Không có đơn {code} đang hiệu lực trong lượt khám này để thay thế.',
    en: 'replaces must name an active prescription of this encounter',
  },
  alreadyPaid: {
    issue: 'business-rule',
    vi: 'Đơn {code} đã thu tiền: hoàn tiền trước khi thay thế.',
    en: 'a charge of the replaced prescription is billed',
  },
  noFreeCode: {
    issue: 'transient',
    vi: 'Chưa cấp được mã đơn thuốc, hãy thử lại.',
    en: 'five random codes in a row were taken',
  },
  noPrescription: {
    issue: 'not-found',
    vi: 'Lượt khám không có đơn thuốc để in.',
    en: 'no prescription with this code in the encounter',
  },
  severalPrescriptions: {
    issue: 'required',
    vi: 'Lượt khám có nhiều đơn ({codes}): chọn mã đơn cần in.',
    en: 'name one code',
  },
  issuedPrescription: {
    issue: 'business-rule',
    vi: 'Đơn thuốc đã cấp mã thì không sửa, không xóa: kê đơn mới thay thế.',
    en: 'content of an issued MedicationRequest is immutable',
  },
  unknownIngredient: {
    issue: 'code-invalid',
    vi: 'Không có hoạt chất mã {code} trong danh mục đang hiệu lực.',
    en: 'ingredient {code} is not in force',
  },
  noAllergen: {
    issue: 'required',
    vi: 'Ghi mã hoạt chất hoặc tên chất gây dị ứng.',
    en: 'ingredient or text is required',
  },
  badCriticality: {
    issue: 'value',
    vi: 'Mức nguy hiểm phải là low, high hoặc unable-to-assess.',
    en: 'criticality is not a FHIR allergy-intolerance-criticality code',
  },
});
