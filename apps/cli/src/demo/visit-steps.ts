import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFhirError } from '@lienmach/outcome';
import type {
  Binary,
  Bundle,
  Claim,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Invoice,
  Money,
  Observation,
  OperationOutcome,
  Parameters,
  Patient,
  Reference,
} from 'fhir/r4';
import { identityCardQr, insuranceCardQr } from './district/patient-cards.ts';
import { valueIn } from './fhir-client.ts';
import type { Demo } from './open-demo.ts';
import type { Step } from './steps.ts';

/** What the steps hand on to each other: ids, as people hand on a slip. */
export interface Visit {
  readonly demo: Demo;
  patient: string;
  encounter: string;
  prescription: string;
  document: string;
}

export const newVisit = (demo: Demo): Visit => ({ demo, patient: '', encounter: '', prescription: '', document: '' });

/** blood count, glucose, HbA1c, and the four lipids */
const tests = [
  '22.0121.1369',
  '23.0075.1494',
  '23.0083.1523',
  '23.0041.1506',
  '23.0158.1506',
  '23.0084.1506',
  '23.0112.1506',
];

const prescriptionLines = [
  { drug: 'TH-AML5', morning: '1', days: 28, timing: 'sau ăn' },
  { drug: 'TH-ATO20', evening: '1', days: 28, timing: 'sau ăn tối' },
];

const localNow = (): string => `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

/** runs something that has to be refused; @returns the reasons given to the person */
async function refused(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (thrown) {
    if (isFhirError(thrown)) return thrown.outcome.issue.map((issue) => issue.details?.text ?? issue.code);
    throw thrown;
  }
  throw new Error('this had to be refused and was not');
}

const findPatient: Step<Visit> = {
  title: 'Quét CCCD và thẻ BHYT',
  room: 'patient-index',
  async play(visit) {
    const registrar = await visit.demo.as('registrar');
    const scan = [identityCardQr, insuranceCardQr(new Date().getFullYear())];
    const seen = await registrar.operation<Parameters>('Patient/$identify', { scan });
    const candidates = (seen.parameter ?? []).filter((one) => one.name === 'candidate').length;
    const answer = await registrar.operation<Parameters>('Patient/$enroll', {
      scan,
      phone: '0000 000 123',
      ethnicity: '01',
      province: '99',
      commune: '99001',
    });
    const patient = valueIn<Patient>(answer, 'patient');
    visit.patient = patient?.id ?? '';
    const isNew = valueIn<boolean>(answer, 'created');
    return `${patient?.name?.[0]?.text}, ${isNew ? 'người bệnh mới' : 'đã có hồ sơ'}, ${candidates} hồ sơ giống`;
  },
};

const openVisit: Step<Visit> = {
  title: 'Mở lượt khám, lấy số thứ tự',
  room: 'registration',
  async play(visit) {
    const registrar = await visit.demo.as('registrar');
    const answer = await registrar.operation<Parameters>('Encounter/$open-visit', {
      patient: { valueReference: { reference: `Patient/${visit.patient}` } },
      card: { scan: insuranceCardQr(new Date().getFullYear()) },
      room: 'noi-1',
      reason: 'Đau đầu, hoa mắt hai ngày nay',
    });
    visit.encounter = valueIn<Encounter>(answer, 'encounter')?.id ?? '';
    return `Phòng khám Nội 1, số ${valueIn<number>(answer, 'ticket')}`;
  },
};

const recordVitals: Step<Visit> = {
  title: 'Điều dưỡng đo sinh hiệu',
  room: 'outpatient',
  async play(visit) {
    const nurse = await visit.demo.as('nurse');
    const values = {
      temperature: 36.8,
      pulse: 82,
      respiratoryRate: 18,
      systolic: 158,
      diastolic: 96,
      weight: 61.5,
      height: 158,
    };
    await nurse.operation(`Encounter/${visit.encounter}/$record-vitals`, values);
    return 'mạch 82, huyết áp 158/96 mmHg, nhiệt độ 36,8 °C, cân nặng 61,5 kg';
  },
};

const examine: Step<Visit> = {
  title: 'Bác sĩ hỏi bệnh, khám, chẩn đoán',
  room: 'outpatient',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    await doctor.operation(`Encounter/${visit.encounter}/$record-examination`, {
      history: 'Đau đầu vùng chẩm, hoa mắt khi thay đổi tư thế, không nôn.',
      pastHistory: 'Tăng huyết áp phát hiện ba năm nay, uống thuốc không đều.',
      examination: 'Tỉnh, tim đều, phổi trong, không phù, không dấu thần kinh khu trú.',
      conclusion: 'Tăng huyết áp, rối loạn lipid máu',
      treatment: 'Điều trị ngoại trú',
      arrivalDiagnosis: 'Theo dõi tăng huyết áp',
      main: { code: 'I10' },
      secondary: { code: 'E78.5' },
    });
    return 'I10 Bệnh tăng huyết áp vô căn; E78.5 Rối loạn lipid máu';
  },
};

const orderTests: Step<Visit> = {
  title: 'Chỉ định xét nghiệm, máy trả kết quả',
  room: 'laboratory',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    await doctor.operation(`Encounter/${visit.encounter}/$order-tests`, { test: tests, collectedAt: localNow() });
    const lab = await visit.demo.as('lab-doctor');
    const query = `DiagnosticReport?encounter=Encounter/${visit.encounter}&status=preliminary`;
    for (let waited = 0; waited < 300; waited++) {
      const found = await lab.get<Bundle>(query);
      if ((found.entry ?? []).length === tests.length) return `${tests.length} phiếu, OML^O21 đi, ORU^R01 về qua MLLP`;
      await sleep(100);
    }
    throw new Error('no result came back within 30 s');
  },
};

const verifyResults: Step<Visit> = {
  title: 'Bác sĩ xét nghiệm duyệt kết quả',
  room: 'laboratory',
  async play(visit) {
    const lab = await visit.demo.as('lab-doctor');
    const reports = await lab.get<Bundle>(`DiagnosticReport?encounter=Encounter/${visit.encounter}&status=preliminary`);
    for (const { resource } of reports.entry ?? []) {
      await lab.operation<DiagnosticReport>(`DiagnosticReport/${resource?.id}/$verify`);
    }
    const results = await lab.get<Bundle>(
      `Observation?encounter=Encounter/${visit.encounter}&category=laboratory&_count=100`,
    );
    const flagged = (results.entry ?? [])
      .map((entry) => entry.resource as Observation)
      .filter((one) => flagOf(one) !== undefined && flagOf(one) !== 'N');
    const shown = flagged.map(
      (one) => `${one.code.text} ${one.valueQuantity?.value} ${one.valueQuantity?.unit} (${flagOf(one)})`,
    );
    return `${results.entry?.length ?? 0} chỉ số; ngoài khoảng tham chiếu: ${shown.join('; ')}`;
  },
};

const flagOf = (result: Observation): string | undefined => result.interpretation?.[0]?.coding?.[0]?.code;

const stopForAllergy: Step<Visit> = {
  title: 'Dị ứng chặn thuốc không an toàn',
  room: 'prescribing',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    await doctor.operation(`Patient/${visit.patient}/$record-allergy`, {
      ingredient: '40.154',
      reaction: 'Nổi mề đay',
    });
    const line = { drug: 'TH-AMO500', morning: '1', evening: '1', days: 5 };
    const [reason] = await refused(doctor.operation(`Encounter/${visit.encounter}/$prescribe`, { line }));
    return reason ?? '';
  },
};

const prescribe: Step<Visit> = {
  title: 'Kê đơn, nhận mã đơn quốc gia',
  room: 'prescribing',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    const values = { line: prescriptionLines, advice: 'Ăn nhạt, đo huyết áp mỗi sáng, tái khám sau 28 ngày.' };
    const path = `Encounter/${visit.encounter}/$prescribe`;
    const answer = await doctor.operation<Parameters>(path, values).catch(async (thrown: unknown) => {
      if (!isFhirError(thrown)) throw thrown;
      // the same patient comes again before the last tablets are gone: the doctor says why, and it is kept
      const rules = [
        ...new Set(thrown.outcome.issue.flatMap((issue) => issue.details?.coding?.[0]?.code?.split('.')[1] ?? [])),
      ];
      const override = rules.map((rule) => ({ rule, reason: 'Tái khám sớm, đã thu hồi thuốc của đơn trước' }));
      return doctor.operation<Parameters>(path, { ...values, override });
    });
    const parts = answer.parameter?.find((one) => one.name === 'prescription')?.part;
    visit.prescription = parts?.find((one) => one.name === 'code')?.valueString ?? '';
    return `mã đơn ${visit.prescription}, ${prescriptionLines.length} thuốc, 28 ngày`;
  },
};

const printPrescription: Step<Visit> = {
  title: 'In đơn thuốc A5 có mã QR',
  room: 'prescribing',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    const pdf = await doctor.operation<Binary>(`Encounter/${visit.encounter}/$print-prescription`);
    return save(visit, 'don-thuoc.pdf', Buffer.from(pdf.data ?? '', 'base64'));
  },
};

const explainCosts: Step<Visit> = {
  title: 'Bảng kê, giải thích mức hưởng BHYT',
  room: 'payments',
  async play(visit) {
    const cashier = await visit.demo.as('cashier');
    const statement = await cashier.operation<Parameters>(`Encounter/${visit.encounter}/$cost-statement`);
    const total = statement.parameter?.find((one) => one.name === 'total')?.part ?? [];
    const part = (name: string): string => dong(total.find((one) => one.name === name)?.valueMoney);
    return `tổng ${part('hospital')}, BHYT trả ${part('insurer')}, cùng chi trả ${part('coPaid')}, người bệnh trả ${dong(valueIn<Money>(statement, 'due'))}`;
  },
};

/** the patient's telephone: reads the code, and the bank tells the house */
async function payAtBank({ bankUrl }: Demo, qr: string): Promise<void> {
  const answer = await fetch(`${bankUrl}/pay`, { method: 'POST', body: JSON.stringify({ qr }) });
  if (!answer.ok) throw new Error(`the pretended bank answered ${answer.status}`);
}

const collect: Step<Visit> = {
  title: 'Thu phần người bệnh bằng VietQR',
  room: 'payments',
  async play(visit) {
    const cashier = await visit.demo.as('cashier');
    const statement = await cashier.operation<Parameters>(`Encounter/${visit.encounter}/$cost-statement`);
    if ((valueIn<Money>(statement, 'due')?.value ?? 0) <= 0) return 'người bệnh không phải trả';
    const qr = await cashier.operation<Parameters>(`Encounter/${visit.encounter}/$payment-qr`);
    const amount = valueIn<Money>(qr, 'amount');
    const reference = valueIn<string>(qr, 'reference');
    const payload = valueIn<string>(qr, 'payload') ?? '';
    writeFileSync(join(visit.demo.outputFolder, 'vietqr.txt'), `${payload}\n`);
    await payAtBank(visit.demo, payload);
    const id = valueIn<Reference>(qr, 'request')?.reference;
    const receipt = await cashier.get<Invoice>(id ?? '');
    if (receipt.status !== 'balanced') throw new Error('the bank told, and no receipt was written');
    const pdf = await cashier.operation<Binary>(`Invoice/${receipt.id}/$print-receipt`);
    save(visit, 'phieu-thu.pdf', Buffer.from(pdf.data ?? '', 'base64'));
    return `${dong(amount)}, nội dung ${reference}, ngân hàng báo có, phiếu thu đã in`;
  },
};

const finish: Step<Visit> = {
  title: 'Kết thúc lượt khám',
  room: 'outpatient',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    const obstacles = await refused(doctor.operation(`Encounter/${visit.encounter}/$finish`));
    await doctor.operation(`Encounter/${visit.encounter}/$finish`, { outcome: '2', disposition: '1' });
    return `lần đầu bị nhắc ${obstacles.length} điều còn thiếu, bổ sung rồi kết thúc`;
  },
};

const sign: Step<Visit> = {
  title: 'Ký số và khóa tóm tắt lượt khám',
  room: 'medical-record',
  async play(visit) {
    const doctor = await visit.demo.as('doctor');
    const answer = await doctor.operation<Parameters>(`Encounter/${visit.encounter}/$sign-summary`);
    const [, id] = valueIn<{ reference: string }>(answer, 'document')?.reference.split('/') ?? [];
    visit.document = id ?? '';
    const document = await doctor.get<DocumentReference>(`DocumentReference/${id}`);
    const xml = await doctor.get<Binary>(document.content[0]?.attachment.url ?? '');
    save(visit, 'tom-tat-luot-kham.xml', Buffer.from(xml.data ?? '', 'base64'));
    const verdict = await doctor.operation<Parameters>(`DocumentReference/${id}/$verify-signature`);
    return `${valueIn<number>(answer, 'locked')} mục đã khóa, chữ ký ${valueIn<boolean>(verdict, 'valid') ? 'hợp lệ' : 'KHÔNG hợp lệ'}`;
  },
};

const claim: Step<Visit> = {
  title: 'Lập hồ sơ thanh toán BHYT',
  room: 'claims',
  async play(visit) {
    const clerk = await visit.demo.as('claims-clerk');
    const answer = await clerk.operation<Parameters>(`Encounter/${visit.encounter}/$bhyt-claim`);
    const { total } = valueIn<Claim>(answer, 'claim') ?? {};
    const outcome = valueIn<OperationOutcome>(answer, 'outcome');
    const stops = (outcome?.issue ?? []).filter((issue) => issue.severity === 'error');
    if (stops.length > 0)
      throw new Error(
        `the claim has errors: ${stops.map((issue) => `${issue.details?.text} ${issue.diagnostics} ${issue.expression}`).join('; ')}`,
      );
    save(visit, 'GIAMDINHHS.xml', Buffer.from(valueIn<Binary>(answer, 'xml')?.data ?? '', 'base64'));
    const warnings = (outcome?.issue ?? []).filter((issue) => issue.severity === 'warning').length;
    return `tổng chi ${dong(total)}, ${warnings} cảnh báo, không lỗi`;
  },
};

function save(visit: Visit, name: string, content: Uint8Array): string {
  writeFileSync(join(visit.demo.outputFolder, name), content);
  return `${name}, ${(content.length / 1024).toFixed(1)} kB`;
}

const dong = (money: Money | undefined): string => `${new Intl.NumberFormat('vi-VN').format(money?.value ?? 0)} đ`;

/** One outpatient visit, from the scanned card to the claim file. */
export const visitSteps: readonly Step<Visit>[] = [
  findPatient,
  openVisit,
  recordVitals,
  examine,
  orderTests,
  verifyResults,
  stopForAllergy,
  prescribe,
  printPrescription,
  explainCosts,
  collect,
  finish,
  sign,
  claim,
];
