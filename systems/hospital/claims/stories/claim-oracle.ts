import type { NeutralCard, NeutralLine, NeutralVisit } from './neutral-visit.ts';

/**
 * A second, slow calculator of a claim, written from the words of the standard and of the decree. It shares no line with
 * the product: fractions instead of scaled integers, one pass per question instead of one decision per row.
 */

type Row = Readonly<Record<string, string>>;
export type OracleTables = Readonly<Record<string, readonly Row[]>>;

/** An exact fraction; the divisor is a power of ten. */
interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}
const exact = (text: string): Exact => {
  const [whole = '0', fraction = ''] = text.split('.');
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) };
};
const times = (...factors: readonly Exact[]): Exact =>
  factors.reduce((a, b) => ({ n: a.n * b.n, d: a.d * b.d }), { n: 1n, d: 1n });
const percent = (value: Exact): Exact => ({ n: value.n, d: value.d * 100n });
/** Half up to hundredths. */
const r2 = ({ n, d }: Exact): bigint => {
  const hundredths = n * 100n;
  const down = hundredths / d;
  return (hundredths - down * d) * 2n >= d ? down + 1n : down;
};
const shown = (hundredths: bigint): string => `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
const plain = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

const stamp = (local: string | null | undefined): string => (local ?? '').replace(/\D/g, '');
const dayOf = (local: string): string => local.slice(0, 10);
const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** đồng */
export const salaryOn = (day: string): bigint => {
  if (day >= '2026-07-01') return 2_530_000n;
  return day >= '2024-07-01' ? 2_340_000n : 1_800_000n;
};

function cardBase(number: string, day: string): string {
  const isRaised = ['CN', 'LH'].includes(number.slice(0, 2)) && day >= '2026-01-01';
  const digit = isRaised ? '2' : number.charAt(2);
  return { 3: '95', 4: '80' }[digit] ?? '100';
}

const INPATIENT = ['03', '04', '06', '09'];

function routeOf(code: string, isInpatient: boolean, day: string): string {
  if (['1.13', '1.14', '1.18'].includes(code)) return day >= '2026-07-01' ? '50' : '0';
  if (code === '3.1') return isInpatient ? '40' : '0';
  return code === '8' || code === '9' ? '0' : '100';
}

/** Cards that count on a day: the valid ones, else those that ran out during the stay, for 15 days. */
function cardsOn(visit: NeutralVisit, day: string): readonly NeutralCard[] {
  const cards = visit.cards ?? [];
  const valid = cards.filter((card) => (card.from ?? '') <= day && day <= (card.to ?? '9999'));
  if (valid.length > 0) return valid;
  const arrived = dayOf(visit.visit.in);
  return cards.filter(({ to }) => to && to >= arrived && to < day && day <= later(to, 15));
}

interface Priced {
  readonly line: NeutralLine;
  readonly isDrug: boolean;
  readonly serviceRatio: string;
  readonly payRatio: string;
  readonly insurancePrice: string;
  readonly bv: bigint;
  readonly bh: bigint;
  readonly funds: readonly bigint[];
}

const lower = (a: string, b: string): string => {
  const [x, y] = [exact(a), exact(b)];
  return y.n * x.d < x.n * y.d ? b : a;
};

/** 100, 30, 30, 30, 10, 0 by the time of the order within the day. */
function examRatio(visit: NeutralVisit, line: NeutralLine): string {
  const exams = (visit.services ?? []).filter((one) => one.group === 13);
  const sameDay = exams.filter((one) => dayOf(one.orderedAt) === dayOf(line.orderedAt));
  const own = sameDay.indexOf(line);
  const before = sameDay.filter(
    (one, at) => one.orderedAt < line.orderedAt || (one.orderedAt === line.orderedAt && at < own),
  );
  return ['100', '30', '30', '30', '10'][before.length] ?? '0';
}

function priced(visit: NeutralVisit, line: NeutralLine, isDrug: boolean): Priced {
  const hospital = line.price ?? line.priceHospital ?? '0';
  const own = line.group === 13 && !isDrug ? examRatio(visit, line) : '100';
  const serviceRatio = line.serviceRatio === null || line.serviceRatio === undefined ? own : String(line.serviceRatio);
  const isCovered = line.scope !== 2 && cardsOn(visit, dayOf(line.orderedAt)).length > 0;
  const payRatio = isCovered ? String(line.payRatio ?? 100) : '0';
  const insurancePrice = lower(hospital, line.ceiling ?? line.priceInsurance ?? hospital);
  const quantity = exact(line.quantity);
  const ratio = percent(exact(serviceRatio));
  return {
    line,
    isDrug,
    serviceRatio,
    payRatio,
    insurancePrice,
    bv: r2(times(quantity, exact(hospital), ratio)),
    bh: r2(times(quantity, exact(insurancePrice), ratio, percent(exact(payRatio)))),
    funds: ['state', 'foreignAid', 'domesticAid', 'rest'].map((name) => {
      const given = line.otherFunds?.[name as keyof NonNullable<NeutralLine['otherFunds']>];
      return r2(exact(given ?? '0'));
    }),
  };
}

interface Shared {
  readonly self: bigint;
  readonly co: bigint;
  readonly fund: bigint;
}

/** The same, case b: what everybody is helped with comes off the cost, and the rest is a smaller cost. */
function sharedAfterSupport({ bv, bh, funds, payRatio }: Priced, level: Exact): Shared {
  const rest = bv - sum(funds);
  const counted = least(bh, r2(times({ n: rest, d: 100n }, percent(exact(payRatio)))));
  const fund = r2(times({ n: counted, d: 100n }, percent(level)));
  return { self: rest - counted, co: counted - fund, fund };
}

/** README of the claim format, "payers of a row", case a. */
function shared(row: Priced, level: Exact): Shared {
  const { bv, bh, funds, line } = row;
  const nk = sum(funds);
  if (line.otherFundsFor === 'facility' && nk > 0n) return sharedAfterSupport(row, level);
  const bhtt0 = r2(times({ n: bh, d: 100n }, percent(level)));
  const ct0 = bh - bhtt0;
  const tt0 = bv - bh;
  return {
    self: most(0n, tt0 - nk),
    co: most(0n, ct0 - most(0n, nk - tt0)),
    fund: bhtt0 - most(0n, nk - tt0 - ct0),
  };
}

class Levels {
  readonly visit: NeutralVisit;
  readonly isLow: boolean;
  constructor(visit: NeutralVisit, rows: readonly Priced[]) {
    this.visit = visit;
    this.isLow = sum(rows.map(({ bh }) => bh)) * 100n < 15n * salaryOn(dayOf(visit.visit.out)) * 100n;
  }

  at(local: string, isExempt: boolean): Exact {
    const day = dayOf(local);
    const { type, entitlement } = this.visit.visit;
    const cards = cardsOn(this.visit, day);
    if (cards.length === 0) return exact('0');
    if (entitlement === '1.2') return exact('100');
    const ratio = routeOf(entitlement, INPATIENT.includes(type), day);
    if (isExempt && ratio === '100') return exact('100');
    const bases = cards.map((card) => Number(cardBase(card.number, day)));
    const base = this.isLow ? 100 : Math.max(...bases);
    return times(exact(String(base)), percent(exact(ratio)));
  }
}

/** The line with which the co-payments of the year would exceed six salaries, as one card counts them. */
function passing(visit: NeutralVisit, card: NeutralCard, rows: readonly Priced[], levels: Levels): string | undefined {
  if (!card.fiveYearsFrom || !card.copayThisYear) return undefined;
  let paid = r2(exact(card.copayThisYear));
  const sorted = rows.toSorted((a, b) => a.line.orderedAt.localeCompare(b.line.orderedAt));
  for (const row of sorted) {
    const moment = row.line.orderedAt;
    const { co } = shared(row, levels.at(moment, false));
    const counts = moment.slice(0, 4) === visit.visit.in.slice(0, 4) && card.fiveYearsFrom <= dayOf(moment);
    if (counts && co > 0n && paid + co > salaryOn(dayOf(moment)) * 600n) return moment;
    paid += co;
  }
  return undefined;
}

/** The moment given by the portal for a year of the stay, else the line with which the co-payments of the year would exceed six salaries. */
function exemption(visit: NeutralVisit, rows: readonly Priced[], levels: Levels): string | undefined {
  const cards = visit.cards ?? [];
  const years = [visit.visit.in, visit.visit.out].map((moment) => Number(moment.slice(0, 4)));
  const isOfVisit = (moment: string): boolean =>
    Number(moment.slice(0, 4)) >= Math.min(...years) && Number(moment.slice(0, 4)) <= Math.max(...years);
  const given = cards.flatMap(({ copayExemptFrom }) => copayExemptFrom ?? []).filter(isOfVisit);
  if (given.length > 0) return given.sort()[0];
  if (routeOf(visit.visit.entitlement, INPATIENT.includes(visit.visit.type), '2026-12-31') !== '100') return undefined;
  return cards.flatMap((card) => passing(visit, card, rows, levels) ?? []).sort()[0];
}

const levelText = ({ n, d }: Exact): string => plain(shown(r2({ n, d })));

const licence = (visit: NeutralVisit, id: string | null | undefined): string =>
  visit.practitioners.find((one) => one.id === id)?.license ?? '';

function moneyFields(row: Priced, level: Exact): Row {
  const { self, co, fund } = shared(row, level);
  const [state = 0n, foreign = 0n, domestic = 0n, rest = 0n] = row.funds;
  return {
    PHAM_VI: String(row.line.scope),
    TYLE_TT_BH: row.payRatio,
    SO_LUONG: plain(row.line.quantity),
    THANH_TIEN_BV: shown(row.bv),
    THANH_TIEN_BH: shown(row.bh),
    T_NGUONKHAC_NSNN: shown(state),
    T_NGUONKHAC_VTNN: shown(foreign),
    T_NGUONKHAC_VTTN: shown(domestic),
    T_NGUONKHAC_CL: shown(rest),
    T_NGUONKHAC: shown(sum(row.funds)),
    ...(row.payRatio === '0' ? {} : { MUC_HUONG: levelText(level) }),
    T_BNTT: shown(self),
    T_BNCCT: shown(co),
    T_BHTT: shown(fund),
    MA_PTTT: String(row.line.paymentMethod ?? 1),
  };
}

function lineFields(visit: NeutralVisit, row: Priced): Row {
  const { line } = row;
  return {
    MA_LK: visit.visit.claimId,
    MA_NHOM: String(line.group),
    DON_VI_TINH: line.unit,
    MA_KHOA: line.department ?? visit.visit.department,
    MA_BAC_SI: licence(visit, line.orderedBy),
    NGAY_YL: stamp(line.orderedAt),
    NGAY_TH_YL: stamp(line.performedAt),
    TT_THAU: line.tender ?? '',
    ...(row.isDrug ? drugFields(line) : serviceFields(visit, row)),
  };
}

const drugFields = (line: NeutralLine): Row => ({
  MA_THUOC: line.code,
  TEN_THUOC: line.name,
  DON_GIA: plain(line.price ?? '0'),
  HAM_LUONG: line.strength ?? '',
  DUONG_DUNG: line.route ?? '',
  LIEU_DUNG: line.dose ?? '',
  SO_DANG_KY: line.registration ?? '',
  NGUON_CTRA: String(line.payer ?? 1),
});

const nameFields = (line: NeutralLine): Row =>
  line.kind === 'supply'
    ? { MA_DICH_VU: line.forService ?? '', MA_VAT_TU: line.code, TEN_DICH_VU: '', TEN_VAT_TU: line.name }
    : { MA_DICH_VU: line.code, MA_VAT_TU: '', TEN_DICH_VU: line.name, TEN_VAT_TU: '' };

const serviceFields = (visit: NeutralVisit, { line, insurancePrice, serviceRatio }: Priced): Row => ({
  ...nameFields(line),
  DON_GIA_BV: plain(line.priceHospital ?? '0'),
  DON_GIA_BH: plain(insurancePrice),
  TYLE_TT_DV: serviceRatio,
  T_TRANTT: line.ceiling ? shown(r2(exact(line.ceiling))) : '',
  NGUOI_THUC_HIEN: (line.performedBy ?? []).map((id) => licence(visit, id)).join(';'),
  NGAY_KQ: [1, 2, 3, 8, 18].includes(line.group) ? stamp(line.resultAt) : '',
  MA_GIUONG: line.bed ?? '',
  MA_MAY: line.device ?? '',
  PP_VO_CAM: line.anaesthesia ? String(line.anaesthesia) : '',
});

function results(visit: NeutralVisit): Row[] {
  return (visit.services ?? []).flatMap((line) => {
    const { report } = line;
    if (!report || ![1, 2, 3].includes(line.group)) return [];
    const common = {
      MA_LK: visit.visit.claimId,
      MA_DICH_VU: line.code,
      NGAY_KQ: stamp(line.resultAt),
      MA_BS_DOC_KQ: licence(visit, report.readBy),
    };
    const measured = (report.indicators ?? []).map(({ code, name, value, unit }) => ({
      ...common,
      MA_CHI_SO: code,
      TEN_CHI_SO: name,
      GIA_TRI: value,
      DON_VI_DO: /^-?\d+(\.\d+)?$/.test(value) ? (unit ?? '') : '',
      MO_TA: '',
      KET_LUAN: '',
    }));
    const { description, conclusion } = report;
    if (!description && !conclusion) return measured;
    return [...measured, { ...common, MA_CHI_SO: '', MO_TA: description ?? '', KET_LUAN: conclusion ?? '' }];
  });
}

function treatmentDays({ visit, drugs, services }: NeutralVisit): string {
  if (['01', '07', '09'].includes(visit.type)) return '0';
  if (visit.type === '05') return String(Math.max(0, ...(drugs ?? []).map(({ days }) => days ?? 0)));
  if (visit.type === '08') return String(new Set((services ?? []).map((line) => dayOf(line.orderedAt))).size);
  return String((Date.parse(dayOf(visit.out)) - Date.parse(dayOf(visit.in))) / 86_400_000 + 1);
}

function cardFields(neutral: NeutralVisit): Row {
  const { visit, patient } = neutral;
  const cards = neutral.cards ?? [];
  const list = (item: (card: NeutralCard) => string): string => cards.map(item).join(';');
  return {
    MA_THE_BHYT: list(({ number }) => number),
    MA_DKBD: list(({ temporary, registeredAt }) => (temporary ? `${patient.province}000` : (registeredAt ?? ''))),
    GT_THE_TU: list(({ temporary, from }) => stamp(temporary ? dayOf(visit.in) : from)),
    GT_THE_DEN: list(({ temporary, to }) => stamp(temporary ? dayOf(visit.out) : to)),
  };
}

function summary(neutral: NeutralVisit, exemptFrom: string | undefined): Row {
  const { visit, patient } = neutral;
  return {
    MA_LK: visit.claimId,
    MA_BN: patient.number,
    HO_TEN: patient.name,
    SO_CCCD: patient.personalNumber ?? '',
    NGAY_SINH: `${stamp(patient.birth)}${patient.birthTime ? stamp(patient.birthTime) : '0000'}`,
    GIOI_TINH: String(patient.sex),
    MATINH_CU_TRU: patient.province,
    MAXA_CU_TRU: patient.commune,
    ...cardFields(neutral),
    NGAY_MIEN_CCT: stamp(exemptFrom),
    LY_DO_VV: visit.reason,
    LY_DO_VNT: visit.admissionReason ?? '',
    CHAN_DOAN_VAO: visit.diagnosisIn,
    CHAN_DOAN_RV: visit.diagnosisOut,
    MA_BENH_CHINH: visit.icdMain ?? '',
    MA_BENH_KT: (visit.icdOther ?? []).join(';'),
    MA_BENH_YHCT: (visit.traditional ?? []).join(';'),
    MA_DOITUONG_KCB: visit.entitlement,
    MA_NOI_DI: visit.referredFrom ?? '',
    GIAY_CHUYEN_TUYEN: visit.referralNumber ?? '',
    NGAY_VAO: stamp(visit.in),
    NGAY_VAO_NOI_TRU: stamp(visit.inpatientFrom),
    NGAY_RA: stamp(visit.out),
    SO_NGAY_DTRI: treatmentDays(neutral),
    PP_DIEU_TRI: visit.treatment ?? '',
    KET_QUA_DTRI: String(visit.outcome),
    MA_LOAI_RV: String(visit.leaving),
    MA_LOAI_KCB: visit.type,
    MA_KHOA: visit.department,
    MA_CSKCB: neutral.facility.code,
    CAN_NANG: visit.weightKg ? shown(r2(exact(visit.weightKg))) : '',
    NAM_NAM_LIEN_TUC: stamp((neutral.cards ?? []).flatMap(({ fiveYearsFrom }) => fiveYearsFrom ?? []).toSorted()[0]),
    MA_HSBA: visit.recordNumber,
    MA_TTDV: licence(neutral, visit.head),
  };
}

function papers(neutral: NeutralVisit): OracleTables {
  const { visit, patient } = neutral;
  const paper = neutral.papers;
  if (!paper) return {};
  const common = {
    MA_LK: visit.claimId,
    NGAY_VAO: stamp(visit.in),
    NGAY_RA: stamp(visit.out),
    CHAN_DOAN_RV: visit.diagnosisOut,
    PP_DIEUTRI: paper.treatment,
    MA_TTDV: licence(neutral, visit.head),
  };
  const xml7 = {
    ...common,
    MA_YTE: patient.number,
    MA_KHOA_RV: visit.department,
    MA_BS: licence(neutral, paper.doctor),
  };
  const xml8 = {
    ...common,
    MA_LOAI_KCB: visit.type,
    KET_QUA_DTRI: String(visit.outcome),
    QT_BENHLY: paper.course,
    TOMTAT_KQ: paper.results,
  };
  return {
    ...(['03', '04', '09'].includes(visit.type) && visit.leaving !== 3 ? { XML7: [xml7] } : {}),
    ...(['03', '04', '06'].includes(visit.type) ? { XML8: [xml8] } : {}),
  };
}

function totals(rows: readonly Priced[], shares: readonly Shared[]): Row {
  const of = (amount: (row: Priced, share: Shared) => bigint): bigint =>
    sum(rows.map((row, at) => amount(row, shares[at] ?? { self: 0n, co: 0n, fund: 0n })));
  const bh = of((row) => row.bh);
  const co = of((_, share) => share.co);
  return {
    T_THUOC: shown(of((row) => (row.isDrug ? row.bv : 0n))),
    T_VTYT: shown(of((row) => (!row.isDrug && [10, 11].includes(row.line.group) ? row.bv : 0n))),
    T_TONGCHI_BV: shown(of((row) => row.bv)),
    T_TONGCHI_BH: shown(bh),
    T_BNTT: shown(of((_, share) => share.self)),
    T_BNCCT: shown(co),
    T_BHTT: shown(bh - co),
    T_NGUONKHAC: shown(of((row) => sum(row.funds))),
    T_BHTT_GDV: shown(of((row, share) => ((row.line.paymentMethod ?? 1) === 1 ? share.fund : 0n))),
  };
}

/** What the tables of this visit must say; fields that the law leaves open are absent. */
export function oracleTables(visit: NeutralVisit): OracleTables {
  const rows = [
    ...(visit.drugs ?? []).map((line) => priced(visit, line, true)),
    ...(visit.services ?? []).map((line) => priced(visit, line, false)),
  ];
  const levels = new Levels(visit, rows);
  const exemptFrom = exemption(visit, rows, levels);
  const levelOf = ({ line: { orderedAt } }: Priced): Exact =>
    levels.at(
      orderedAt,
      exemptFrom !== undefined && exemptFrom <= orderedAt && exemptFrom.slice(0, 4) === orderedAt.slice(0, 4),
    );
  const shares = rows.map((row) => shared(row, levelOf(row)));
  const written = (isDrug: boolean): Row[] =>
    rows
      .filter((row) => row.isDrug === isDrug)
      .map((row, at) => ({ STT: String(at + 1), ...lineFields(visit, row), ...moneyFields(row, levelOf(row)) }));
  const notes = (visit.notes ?? []).toSorted((a, b) => a.at.localeCompare(b.at));
  const tables: OracleTables = {
    XML1: [{ ...summary(visit, exemptFrom), ...totals(rows, shares) }],
    XML2: written(true),
    XML3: written(false),
    XML4: results(visit),
    XML5: notes.map((note) => ({
      DIEN_BIEN_LS: note.text,
      PHAU_THUAT: note.operation ?? '',
      THOI_DIEM_DBLS: stamp(note.at),
      NGUOI_THUC_HIEN: licence(visit, note.by),
    })),
    ...papers(visit),
  };
  return Object.fromEntries(Object.entries(tables).filter(([, found]) => found.length > 0));
}
