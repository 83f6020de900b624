import type { QuestionnaireResponseItemAnswer } from 'fhir/r4';
import type { NeutralEpisode, NeutralVisit } from './neutral-visit.ts';
import { hivAnswers, tuberculosisAnswers } from './programme-answers.ts';
import { randomVisit } from './random-visit.ts';

type Answers = Readonly<Record<string, readonly QuestionnaireResponseItemAnswer[]>>;
type Change = (visit: NeutralVisit) => NeutralVisit;

const episode =
  (changes: Partial<NeutralEpisode>): Change =>
  (visit) => ({ ...visit, visit: { ...visit.visit, ...changes } });
const dayOf = ({ visit }: NeutralVisit): string => visit.out.slice(0, 10);
const after = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const form =
  (table: string, answers: (visit: NeutralVisit) => Answers, times = 1): Change =>
  (visit) => ({
    ...visit,
    forms: [
      ...(visit.forms ?? []),
      ...Array.from({ length: times }, (_, at) => ({
        table,
        at: `${dayOf(visit)}T1${at}:05`,
        by: 'doctor',
        answers: answers(visit),
      })),
    ],
  });

const birth = (visit: NeutralVisit): Answers => ({
  NGAYCAP_CCCD_NND: [{ valueDate: '2022-01-01' }],
  NOICAP_CCCD_NND: [{ valueString: 'Tỉnh Thử' }],
  MA_THE_TAM: [{ valueString: 'TE1999900000009' }],
  GIOI_TINH_CON: [{ valueCoding: { code: '2' } }],
  SO_CON: [{ valueInteger: 2 }],
  LAN_SINH: [{ valueInteger: 1 }],
  SO_CON_SONG: [{ valueInteger: 2 }],
  CAN_NANG_CON: [{ valueInteger: 2450 }],
  NGAY_SINH_CON: [{ valueDateTime: `${visit.visit.in.slice(0, 10)}T09:05:00+07:00` }],
  NOI_SINH_CON: [{ valueString: 'Bệnh viện Thử' }],
  TINH_TRANG_CON: [{ valueString: 'Khỏe, <hồng hào>' }],
  SINHCON_PHAUTHUAT: [{ valueCoding: { code: '0' } }],
  SINHCON_DUOI32TUAN: [{ valueCoding: { code: '0' } }],
  NGUOI_DO_DE: [{ valueString: 'Nữ hộ sinh Thử' }],
  NGUOI_GHI_PHIEU: [{ valueString: 'Nữ hộ sinh Thử' }],
  SO: [{ valueString: '1' }],
  QUYEN_SO: [{ valueString: '1' }],
});

const referral: Change = (visit) => ({
  ...visit,
  visit: { ...visit.visit, leaving: 2 },
  issued: [
    {
      kind: 'referral',
      number: 'HS/CT-1',
      at: visit.visit.out,
      by: 'doctor',
      parts: {
        to: '99002',
        'reason-code': '2',
        signs: 'Đau ngực, mạch > 100',
        course: 'Đau từ sáng',
        condition: 'Tỉnh',
        plan: 'Chụp mạch vành',
        transport: 'Xe cứu thương',
      },
    },
  ],
});

const sickLeave: Change = (visit) => ({
  ...visit,
  issued: [
    {
      kind: 'sick-leave',
      number: 'NV-1',
      at: visit.visit.out,
      by: 'doctor',
      period: [dayOf(visit), after(dayOf(visit), 2)],
      parts: { employer: 'Công ty Thử', 'social-number': '9900000001', treatment: 'Nghỉ ngơi', days: '3' },
    },
  ],
});

const newborn: Change = (visit) => ({
  ...visit,
  patient: {
    ...visit.patient,
    name: 'Con bà Thử',
    personalNumber: null,
    birth: visit.visit.in.slice(0, 10),
    birthTime: '04:05',
    mother: { name: 'Trần Thị Mẹ', card: 'GD4999900000002' },
  },
  cards: [{ number: 'TE1999900000003', temporary: true }],
});

const woman: Change = (visit) => ({ ...visit, patient: { ...visit.patient, sex: 2 } });
const onLeave = (visit: NeutralVisit): Answers => ({
  SO_SERI: [{ valueString: 'S1' }],
  SO_CT: [{ valueString: 'C1' }],
  DON_VI: [{ valueString: 'Công ty Thử' }],
  CHAN_DOAN_RV: [{ valueString: 'Dọa sảy thai, nghỉ dưỡng thai' }],
  SO_NGAY: [{ valueInteger: 7 }],
  TU_NGAY: [{ valueDate: dayOf(visit) }],
  DEN_NGAY: [{ valueDate: after(dayOf(visit), 6) }],
});
const again = (visit: NeutralVisit): Answers => ({
  SO_GIAYHEN_KL: [{ valueString: '7' }],
  NGAY_HEN_KL: [{ valueDate: after(dayOf(visit), 14) }],
});

interface VisitKind {
  /** MA_LOAI_KCB of the visits that are changed into this kind */
  readonly types: readonly string[];
  readonly changes: readonly Change[];
}

const anyType = ['01', '02', '03', '04', '05', '06', '08', '09'];
const ward = ['03', '04'];

const kinds = {
  'khám ngoại trú': { types: ['01'], changes: [] },
  'điều trị nội trú': { types: ward, changes: [] },
  'bệnh mạn tính, cấp thuốc': { types: ['05'], changes: [] },
  'cấp cứu': { types: anyType, changes: [episode({ entitlement: '2' })] },
  'trẻ sơ sinh': { types: ward, changes: [newborn] },
  'y học cổ truyền': { types: anyType, changes: [episode({ traditional: ['U58.001', 'U60.021'] })] },
  HIV: { types: anyType, changes: [episode({ icdMain: 'B20' }), form('XML6', hivAnswers)] },
  lao: { types: anyType, changes: [episode({ icdMain: 'A15.0' }), form('XML15', tuberculosisAnswers, 2)] },
  'sinh con': { types: ward, changes: [woman, episode({ icdMain: 'O84.0' }), form('XML9', birth, 2)] },
  'tử vong': { types: ward, changes: [episode({ outcome: 5, leaving: 1 })] },
  'chuyển cơ sở': { types: anyType, changes: [referral] },
  'nghỉ việc hưởng BHXH': { types: anyType, changes: [sickLeave] },
  'nghỉ dưỡng thai': { types: anyType, changes: [woman, form('XML10', onLeave)] },
  'hẹn khám lại': { types: anyType, changes: [form('XML14', again)] },
} as const satisfies Readonly<Record<string, VisitKind>>;

/** The kinds of visits that a claim tells differently. */
export const visitKinds = Object.keys(kinds) as (keyof typeof kinds)[]; // the keys of the table above

/** An invented visit of a kind, at the edges of the rules, as the seed has it. */
export function visitOfKind(kind: keyof typeof kinds, seed: number): NeutralVisit {
  const { types, changes }: VisitKind = kinds[kind];
  for (let at = seed * 1000 + visitKinds.indexOf(kind) * 50; ; at += 1) {
    const visit = randomVisit(at);
    if (types.includes(visit.visit.type)) return changes.reduce((changed, change) => change(changed), visit);
  }
}
