import { Dice } from './dice.ts';
import type { NeutralLine, NeutralVisit } from './neutral-visit.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');

const surnames = 'Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ'.split(' ');
const middles = 'Văn Thị Đình Ngọc Minh Thanh'.split(' ');
const given = 'Thử Mẫu Giả An Bình Chi Dũng Hà Khánh Lan Mai Nam'.split(' ');
const departments = 'K01 K02 K03 K11 K18 K19 K27'.split(' ');

interface Disease {
  readonly code: string;
  readonly name: string;
  readonly others: readonly string[];
}
const diseases: readonly [Disease, ...Disease[]] = [
  { code: 'I10', name: 'Tăng huyết áp vô căn', others: ['E78.5'] },
  { code: 'E11.9', name: 'Đái tháo đường không phụ thuộc insulin', others: ['I10', 'E78.5'] },
  { code: 'J20.9', name: 'Viêm phế quản cấp', others: [] },
  { code: 'K29.7', name: 'Viêm dạ dày', others: ['K21.9'] },
  { code: 'M54.5', name: 'Đau thắt lưng', others: [] },
];

interface Stay {
  readonly isInpatient: boolean;
  readonly in: string;
  readonly out: string;
  /** days of the stay, the first is that of arrival */
  readonly days: readonly string[];
}

/** The month that is asked for is that of discharge; nobody of the bench stays over its first day. */
function stayOf(dice: Dice, month: string): Stay {
  const isInpatient = dice.once(8);
  const nights = isInpatient ? 2 + dice.below(4) : 0;
  const last = nights + 1 + dice.below(28 - nights);
  const days = Array.from({ length: nights + 1 }, (_, at) => `${month}-${two(last - nights + at)}`);
  const [first = ''] = days;
  const minute = `07:${two(dice.below(60))}`;
  return {
    isInpatient,
    days,
    in: `${first}T${minute}`,
    out: `${month}-${two(last)}T${isInpatient ? '15:30' : '11:45'}`,
  };
}

const paid = { payRatio: 100, scope: 1, paymentMethod: 1 } as const;

const exam = (at: string, department: string): NeutralLine => ({
  ...paid,
  line: 'kham',
  kind: 'exam',
  code: '02.1896',
  name: 'Khám Nội',
  group: 13,
  unit: 'Lần',
  quantity: '1',
  priceHospital: '50600',
  orderedBy: 'doctor',
  orderedAt: at,
  performedBy: ['doctor'],
  performedAt: at,
  department,
});

const bed = (day: string, department: string): NeutralLine => ({
  ...paid,
  line: `giuong-${day}`,
  kind: 'bed',
  code: `${department}.1926`,
  name: 'Giường Nội khoa loại 1 Hạng II',
  group: 15,
  unit: 'Ngày',
  quantity: '1',
  priceHospital: '212600',
  bed: 'H001',
  orderedBy: 'doctor',
  orderedAt: `${day}T10:00`,
  performedAt: `${day}T10:00`,
  department,
});

/** A test with its result; one in forty lacks it, as in life. */
function labOf(dice: Dice, day: string, department: string, at: number): NeutralLine {
  const indicators = [
    { code: 'WBC', name: 'Bạch cầu', value: `${4 + dice.below(8)}.${dice.below(10)}`, unit: 'G/L' },
    { code: 'HGB', name: 'Huyết sắc tố', value: String(100 + dice.below(60)), unit: 'g/L' },
  ];
  return {
    ...paid,
    line: `xn-${day}-${at}`,
    kind: 'lab',
    code: `22.0121.13${two(69 + at)}`,
    name: `Xét nghiệm máu ${at + 1}`,
    group: 1,
    unit: 'Lần',
    quantity: '1',
    priceHospital: dice.of(['49700', '21800', '13000']),
    device: 'HH.1.THU001',
    orderedBy: 'doctor',
    orderedAt: `${day}T09:0${at}`,
    performedBy: ['lab'],
    performedAt: `${day}T09:2${at}`,
    resultAt: `${day}T10:1${at}`,
    department,
    report: dice.once(40) ? { readBy: 'reader' } : { readBy: 'reader', indicators },
  };
}

const drugOf = (dice: Dice, day: string, department: string, at: number): NeutralLine => {
  const days = dice.of([14, 20, 28]);
  return {
    ...paid,
    line: `thuoc-${day}-${at}`,
    code: `40.${491 + at}`,
    name: `Thuốc thử ${at + 1}`,
    group: 4,
    unit: 'Viên',
    quantity: String(days),
    price: dice.of(['320', '1150', '2450.5']),
    strength: '5 mg',
    route: '1.01',
    dose: `1 viên * 1 lần * ${days} ngày [${days}]`,
    registration: `VD-9900${at}-24`,
    tender: '9901/QĐ-THU.00;G1;N2;2025',
    days,
    payer: 1,
    orderedBy: 'doctor',
    orderedAt: `${day}T10:3${at}`,
    performedAt: `${day}T10:3${at}`,
    department,
  };
};

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Who works in the house of the month: few, as the record knows each of them once. */
const staff = ['doctor', 'lab', 'reader', 'head'].map((id, at) => ({
  id,
  license: `99020${at}/THU-GPHN`,
  name: `Người Thử ${id}`,
}));

const pick = (dice: Dice, list: readonly string[]): string => list[dice.below(list.length)] ?? '';

function patientOf(dice: Dice, number: number): NeutralVisit['patient'] {
  const sex = dice.of([1, 2]);
  const year = 1940 + dice.below(59);
  return {
    number: `26-${String(number).padStart(7, '0')}`,
    name: `${pick(dice, surnames)} ${pick(dice, middles)} ${pick(dice, given)}`,
    personalNumber: `099${sex - 1}${two(year % 100)}${String(number % 1_000_000).padStart(6, '0')}`,
    birth: `${year}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`,
    sex,
    nationality: '000',
    ethnicity: '01',
    occupation: '00',
    address: 'Xã Thử, Tỉnh Thử',
    province: '99',
    commune: '99001',
  };
}

/**
 * One visit of a hospital's month: seven of eight are an examination with tests and medicine, one is a stay of some days. The
 * same month and number always give the same visit; its patient comes for this visit only.
 *
 * @param month  of discharge, `yyyy-MM`
 */
export function monthVisit(month: string, number: number): NeutralVisit {
  const dice = new Dice(number * 31 + Number(month.replace('-', '')));
  const stay = stayOf(dice, month);
  const { isInpatient, days } = stay;
  const [first = ''] = days;
  const department = pick(dice, departments);
  const disease = dice.of(diseases);
  const examAt = isInpatient ? `${first}T08:50` : `${first}T08:5${dice.below(10)}`;
  const labs = dice.below(3);
  return {
    id: `thang-${month}-${number}`,
    title: `Lượt ${number} tháng ${month}`,
    facility: { code: '99001', name: 'Bệnh viện Đa khoa Thử', level: 'basic', points: 45, formerTier: 'district' },
    practitioners: staff,
    patient: patientOf(dice, number),
    cards: [
      {
        number: `${dice.of(['GD4', 'DN4', 'HT3', 'CN2'])}9999${two(dice.below(100))}${four(number % 10_000)}${two(dice.below(100))}`,
        registeredAt: '99001',
        from: '2025-01-01',
        to: '2027-12-31',
      },
    ],
    visit: {
      claimId: `99001.${month.replace('-', '')}.${String(number).padStart(8, '0')}`,
      recordNumber: `BA.${month.replace('-', '')}.${number}`,
      type: isInpatient ? '03' : '01',
      entitlement: '1.1',
      in: stay.in,
      inpatientFrom: isInpatient ? `${first}T09:00` : null,
      out: stay.out,
      reason: 'Mệt',
      admissionReason: isInpatient ? 'Theo dõi, điều trị' : null,
      diagnosisIn: disease.name,
      diagnosisOut: disease.name,
      icdMain: dice.once(80) ? null : disease.code,
      icdOther: disease.others,
      treatment: 'Điều trị nội khoa',
      outcome: 2,
      leaving: 1,
      department,
      weightKg: String(42 + dice.below(40)),
      head: 'head',
    },
    drugs: isInpatient
      ? days.slice(0, -1).flatMap((day) => times(2, (at) => drugOf(dice, day, department, at)))
      : times(1 + dice.below(3), (at) => drugOf(dice, first, department, at)),
    services: [
      exam(examAt, department),
      ...times(labs, (at) => labOf(dice, first, department, at)),
      ...(isInpatient ? days.slice(0, -1).map((day) => bed(day, department)) : []),
    ],
    notes: isInpatient
      ? days.map((day) => ({ at: `${day}T14:15`, text: 'Tỉnh, sinh hiệu ổn định', by: 'doctor' }))
      : [],
    papers: isInpatient
      ? { treatment: 'Nội khoa', course: 'Diễn biến tốt', results: 'Trong giới hạn', doctor: 'doctor' }
      : null,
  };
}
