import { Dice } from './dice.ts';
import type { NeutralCard, NeutralLine, NeutralVisit } from './neutral-visit.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const everywhere = '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.11 1.16 1.17 2 3.1 3.3 8 9';
const outpatientCodes = `${everywhere} 1.12 1.13 1.14 1.18 7 7.2 7.3 7.4 10`.split(' ');
const inpatientCodes = `${everywhere} 1.15 3.2 3.6`.split(' ');
const cardStarts = 'TE1 CC1 HN2 CK2 CN2 CN3 LH4 HT3 TC3 GD4 DN4 SV4 QN5'.split(' ');
const days = (
  '2024-06-28 2024-07-01 2025-06-30 2025-07-01 2025-12-30 2025-12-31 2026-01-01 2026-06-12 2026-06-29 2026-06-30 ' +
  '2026-07-01 2026-08-10 2026-09-07'
).split(' ');

const anyOf = (dice: Dice, choices: readonly string[]): string => choices[dice.below(choices.length)] ?? '';

interface Stay {
  readonly type: string;
  readonly isInpatient: boolean;
  /** local `yyyy-MM-ddTHH:mm` */
  readonly in: string;
  readonly out: string;
  readonly days: readonly string[];
}

function stayOf(dice: Dice): Stay {
  const type = dice.of(['01', '01', '01', '03', '03', '04', '05', '06', '08', '09', '02']);
  const isInpatient = ['03', '04', '06', '09'].includes(type);
  const first = anyOf(dice, days);
  const length = ['03', '04', '06', '02', '08'].includes(type) ? dice.below(type === '03' ? 24 : 4) : 0;
  const all = Array.from({ length: length + 1 }, (_, at) => plusDays(first, at));
  const last = all.at(-1) ?? first;
  const out = length > 0 ? `${last}T10:00` : `${last}T${type === '09' ? '11:00' : '16:30'}`;
  return { type, isInpatient, in: `${first}T07:30`, out, days: all };
}

function cardOf(dice: Dice, stay: Stay, at: number): NeutralCard {
  const number = `${anyOf(dice, cardStarts)}99990000${String(dice.below(10_000)).padStart(4, '0')}`;
  const [first = ''] = stay.days;
  const middle = stay.days[Math.floor(stay.days.length / 2)] ?? first;
  const [from, to] = dice.of([
    ['2024-01-01', '2026-12-31'],
    ['2024-01-01', '2026-12-31'],
    ['2024-01-01', middle],
    [middle, '2026-12-31'],
    ['2024-01-01', first],
  ]);
  if (dice.once(12)) return { number: `TE199${'0'.repeat(9)}${at}`, temporary: true };
  return {
    number,
    registeredAt: dice.of(['99001', '99002']),
    from,
    to,
    ...(dice.once(2) ? { fiveYearsFrom: dice.of(['2020-01-01', '2026-08-10', middle, '2027-01-01']) } : {}),
    ...(dice.once(2)
      ? {
          copayThisYear: dice.of([
            '0',
            '10799000',
            '13000000.5',
            '14039999.99',
            '15100000',
            '15179000',
            '15180000',
            '20000000',
          ]),
        }
      : {}),
    ...(dice.once(8)
      ? { copayExemptFrom: dice.of([`${middle}T08:00`, first, '2025-11-01T00:00', '2026-12-31T23:59']) }
      : {}),
  };
}

const orderedIn = (dice: Dice, stay: Stay): string =>
  `${anyOf(dice, stay.days)}T${two(8 + dice.below(2))}:${dice.of(['00', '00', '15', '30'])}`;

/** Support stays below the amount of the line, else the visit would break MON-06. */
const fundsOf = (dice: Dice, kind: ServiceKind, price: string): Partial<NeutralLine> => {
  if (!dice.once(3) || kind === 'exam' || Number(price) < 330_000) return {};
  const amount = () => dice.of(['0', '500', '1500.25', '90.5', '20000']);
  return {
    otherFunds: { state: amount(), foreignAid: '0', domesticAid: amount(), rest: dice.of(['0', '12.34']) },
    otherFundsFor: dice.of<'facility' | null>([null, 'facility']),
  };
};

const coverOf = (dice: Dice): Pick<NeutralLine, 'scope' | 'payRatio' | 'paymentMethod'> => {
  const paymentMethod = dice.of([null, 1, 1, 2, 3]);
  if (dice.once(8)) return { scope: 2, payRatio: null, paymentMethod };
  return { scope: 1, payRatio: dice.of([100, 100, 100, 50, 30, 70, null]), paymentMethod };
};

function drugOf(dice: Dice, stay: Stay, at: number): NeutralLine {
  const orderedAt = orderedIn(dice, stay);
  const group = dice.of([4, 4, 5, 6, 7, 17]);
  return {
    line: `d${at}`,
    code: `40.${at + 1}`,
    name: `Thuốc thử ${at}`,
    group,
    unit: 'Viên',
    quantity: dice.of(['0.5', '1', '3', '20', '0.333', dice.decimal(40)]),
    price: dice.of([dice.decimal(2_000), dice.decimal(90_000), '1.005', '7333.333', '800000']),
    ...coverOf(dice),
    ...fundsAbove(dice),
    strength: '5 mg',
    route: '1.01',
    dose: 'Ngày 1 lần [20]',
    registration: 'VD-99000-24',
    ...(group > 6 ? {} : { tender: '9901/QĐ-THU.00;G1;N2;2025' }),
    days: dice.of([null, 7, 30, 60]),
    payer: dice.of([null, 1, 4]),
    orderedBy: dice.of(['doctor', 'reader']),
    orderedAt,
    performedAt: dice.once(2) ? orderedAt : null,
  };
}

const fundsAbove = (dice: Dice): Partial<NeutralLine> => (dice.once(6) ? { otherFunds: { domesticAid: '0.25' } } : {});

type ServiceKind = 'exam' | 'lab' | 'imaging' | 'surgery' | 'bed' | 'supply' | 'transport';

const reportOf = (dice: Dice, kind: ServiceKind): Partial<NeutralLine> => {
  const indicators = [
    { code: 'WBC', name: 'Bạch cầu', value: dice.of(['7.2', '132', '0.05']), unit: 'G/L' },
    { code: 'HBSAG', name: 'HBsAg', value: 'Âm tính' },
  ];
  if (kind === 'imaging')
    return { report: { readBy: 'reader', description: 'Gan nhu mô đều', conclusion: 'Bình thường' } };
  if (dice.once(6)) return { report: { readBy: 'reader' } };
  return { report: { readBy: 'reader', indicators, conclusion: dice.once(4) ? 'Trong giới hạn' : null } };
};

const extrasOf = (dice: Dice, kind: ServiceKind, orderedAt: string): Partial<NeutralLine> => {
  const [day = ''] = orderedAt.split('T');
  const done = { performedAt: `${day}T09:40`, resultAt: `${day}T10:00`, performedBy: ['lab', 'reader'] };
  switch (kind) {
    case 'exam':
      return { code: '02.1896', group: 13, performedBy: ['doctor'], serviceRatio: dice.of([null, null, null, 30]) };
    case 'lab':
      return {
        code: `22.0121.${1000 + dice.below(900)}`,
        group: 1,
        device: 'HH.1.THU01',
        ...done,
        ...reportOf(dice, kind),
      };
    case 'imaging':
      return {
        code: `18.0015.${1000 + dice.below(900)}`,
        group: 2,
        device: 'SA.1.THU02',
        ...done,
        ...reportOf(dice, kind),
      };
    case 'surgery':
      return {
        code: '27.0187.2039',
        group: dice.of([8, 18]),
        ...done,
        anaesthesia: 1,
        serviceRatio: dice.of([null, 50, 80]),
      };
    case 'bed':
      return {
        code: 'K19.1926',
        group: 15,
        bed: 'H001',
        unit: 'Ngày',
        serviceRatio: dice.of([null, 50, 33]),
        quantity: dice.of(['1', '0.5']),
      };
    case 'transport':
      return { code: 'VC.99002', group: 12, unit: 'Km', quantity: '35.5' };
    case 'supply':
      return {
        code: 'N07.06.040',
        group: dice.of([10, 11]),
        tender: '9902/QĐ-THU.00;G1;N0;2025',
        forService: dice.of([null, '27.0187.2039']),
        ceiling: dice.of([null, '45000', '9000000', '45000.5']),
      };
  }
};

function serviceOf(dice: Dice, stay: Stay, at: number): NeutralLine {
  const kinds: readonly [ServiceKind, ...ServiceKind[]] = [
    'exam',
    'exam',
    'exam',
    'lab',
    'imaging',
    'surgery',
    'supply',
  ];
  const kind = stay.isInpatient && dice.once(3) ? dice.of<ServiceKind>(['bed', 'transport']) : dice.of(kinds);
  const orderedAt = orderedIn(dice, stay);
  const hospital = dice.of(['50600', '120000', '333333.333', dice.decimal(400_000), '2818700']);
  return {
    line: `s${at}`,
    kind,
    code: '',
    name: `Dịch vụ thử ${at}`,
    group: 1,
    unit: 'Lần',
    quantity: '1',
    priceHospital: hospital,
    priceInsurance: dice.of([null, null, '39000.75']),
    ...coverOf(dice),
    ...fundsOf(dice, kind, hospital),
    orderedBy: 'doctor',
    orderedAt,
    department: dice.of(['K01', 'K19']),
    ...extrasOf(dice, kind, orderedAt),
  };
}

/** Fifteen percent of each base salary, and a hundredth beside it. */
const thresholds = ['269999.99', '270000', '350999.99', '351000', '351000.01', '379499.99', '379500', '379500.01'];

/** The only line of a visit whose cost lies at the threshold. */
function atThreshold(dice: Dice, stay: Stay): NeutralLine {
  const orderedAt = orderedIn(dice, stay);
  return {
    line: 's0',
    kind: 'lab',
    name: 'Dịch vụ thử ở ngưỡng',
    unit: 'Lần',
    quantity: '1',
    priceHospital: anyOf(dice, thresholds),
    scope: 1,
    payRatio: 100,
    orderedBy: 'doctor',
    orderedAt,
    department: 'K01',
    code: '',
    group: 1,
    ...extrasOf(dice, 'lab', orderedAt),
  };
}

const linesOf = (dice: Dice, stay: Stay): Pick<NeutralVisit, 'drugs' | 'services'> =>
  dice.once(12)
    ? { drugs: [], services: [atThreshold(dice, stay)] }
    : {
        drugs: many(dice.below(4), (at) => drugOf(dice, stay, at)),
        services: many(1 + dice.below(8), (at) => serviceOf(dice, stay, at)),
      };

/** A child of this morning: no number, no card of its own yet. */
const newborn = ({ days: [first = ''] }: Stay) => ({ birth: first, birthTime: '04:05', personalNumber: null });

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

function cardsOf(dice: Dice, stay: Stay, entitlement: string, isNewborn: boolean): NeutralCard[] {
  if (entitlement === '9') return [];
  if (isNewborn) return [{ number: `TE199${'0'.repeat(10)}`, temporary: true }];
  return many(dice.of([1, 1, 1, 2, 2]), (at) => cardOf(dice, stay, at));
}

const patientOf = (dice: Dice, stay: Stay, seed: number, isNewborn: boolean): NeutralVisit['patient'] => ({
  number: `26-R${seed}`,
  name: 'Trần Đình Thử',
  personalNumber: dice.once(5) ? null : '099086990101',
  birth: '1986-03-05',
  birthTime: dice.once(3) ? '04:05' : null,
  ...(isNewborn ? newborn(stay) : {}),
  sex: dice.of([1, 2, 3]),
  nationality: '000',
  ethnicity: '01',
  occupation: '00',
  address: 'Xã Thử, Tỉnh Thử',
  province: '99',
  commune: '99001',
  mother: dice.once(4) ? { name: 'Mẹ Thử', card: 'GD4999900000002' } : null,
});

/** An invented visit: kinds, cards, dates and prices as the seed has it, mostly at the edges of the rules. */
export function randomVisit(seed: number): NeutralVisit {
  const dice = new Dice(seed);
  const stay = stayOf(dice);
  const isNewborn = stay.isInpatient && dice.once(8);
  const entitlement = isNewborn ? '1.7' : anyOf(dice, stay.isInpatient ? inpatientCodes : outpatientCodes);
  const cards = cardsOf(dice, stay, entitlement, isNewborn);
  const isReferred = entitlement === '1.3' || entitlement === '1.5';
  const [first = ''] = stay.days;
  return {
    id: `r${seed}`,
    title: `Lượt khám ngẫu nhiên ${seed}`,
    facility: { code: '99001', name: 'Bệnh viện Đa khoa Thử', level: 'basic', points: 45, formerTier: 'district' },
    practitioners: ['doctor', 'lab', 'reader', 'head'].map((id, at) => ({
      id,
      license: `99010${at}/THU-GPHN`,
      name: `Người Thử ${id}`,
    })),
    patient: patientOf(dice, stay, seed, isNewborn),
    cards,
    visit: {
      claimId: `LK-R${seed}`,
      recordNumber: `HSBA-R${seed}`,
      type: stay.type,
      entitlement,
      in: stay.in,
      inpatientFrom: stay.isInpatient ? `${first}T08:00` : null,
      out: stay.out,
      reason: 'Mệt',
      admissionReason: stay.isInpatient ? 'Theo dõi' : null,
      diagnosisIn: 'Tăng huyết áp',
      diagnosisOut: 'Tăng huyết áp & "rối loạn" <lipid>',
      icdMain: 'I10',
      icdOther: dice.of([[], ['E78.5'], ['E78.5', 'K29.7']]),
      traditional: dice.of([[], ['U58.001']]),
      treatment: 'Điều trị nội khoa',
      outcome: 2,
      leaving: dice.of([1, 1, 1, 3, 4]),
      referredFrom: isReferred ? '99002' : null,
      referralNumber: isReferred ? 'GCT-1' : null,
      department: 'K01',
      weightKg: dice.of(['62.5', '58', '3.125', null]),
      head: dice.of(['head', null]),
    },
    ...linesOf(dice, stay),
    notes: stay.isInpatient
      ? stay.days.slice(0, 3).map((day) => ({ at: `${day}T09:15`, text: 'Ổn định', by: 'doctor' }))
      : [],
    papers: stay.isInpatient
      ? { treatment: 'Nội khoa', course: 'Diễn biến tốt', results: 'Trong giới hạn', doctor: 'doctor' }
      : null,
  };
}
