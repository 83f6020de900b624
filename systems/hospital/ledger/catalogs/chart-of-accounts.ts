import { errors } from '../errors.ts';

/** What an account is for, whatever number a site gives it. */
export type AccountRole =
  | 'cash'
  | 'bank'
  | 'transfers'
  | 'cards'
  | 'patients'
  | 'insurer'
  | 'other-funds'
  | 'revenue-open'
  | 'revenue-invoiced'
  | 'shortage'
  | 'surplus'
  | 'rounding-gain'
  | 'rounding-loss';

export interface LedgerAccount {
  readonly code: string;
  readonly name: string;
}

type Accounts = Readonly<Record<AccountRole, LedgerAccount>>;

interface Chart {
  /** first day on which it counts, `yyyy-MM-dd` */
  readonly from: string;
  readonly source: string;
  readonly accounts: Accounts;
}

/** Accounts that both circulars number alike; what stands behind the third figure is a detail account of the facility. */
const common: Accounts = {
  cash: { code: '1111', name: 'Tiền mặt Việt Nam' },
  bank: { code: '1121', name: 'Tiền gửi ngân hàng' },
  transfers: { code: '1131', name: 'Tiền đang chuyển: chuyển khoản chờ ngân hàng báo có' },
  cards: { code: '1132', name: 'Tiền đang chuyển: thẻ và ví điện tử' },
  patients: { code: '1311', name: 'Phải thu người bệnh (dư Có: người bệnh trả trước)' },
  insurer: { code: '1312', name: 'Phải thu cơ quan bảo hiểm xã hội' },
  'other-funds': { code: '1313', name: 'Phải thu nguồn khác chi trả viện phí' },
  'revenue-open': { code: '5311', name: 'Doanh thu khám chữa bệnh chưa xuất hóa đơn' },
  'revenue-invoiced': { code: '5312', name: 'Doanh thu khám chữa bệnh đã xuất hóa đơn' },
  shortage: { code: '1388', name: 'Phải thu khác: tiền quỹ thiếu chờ xử lý' },
  surplus: { code: '3388', name: 'Phải trả khác: tiền quỹ thừa chờ xử lý' },
  'rounding-gain': { code: '7118', name: 'Thu nhập khác: làm tròn đến đồng' },
  'rounding-loss': { code: '8118', name: 'Chi phí khác: làm tròn đến đồng' },
};

/**
 * Charts of accounts of public service units, the newest last.
 *
 * @source TT 24/2024/TT-BTC from 2025-01-01, TT 107/2017/TT-BTC before: accounts of three figures (from memory); detail accounts and what is posted to them: own choice, a site maps its own (unsure)
 */
const charts: readonly Chart[] = [
  {
    from: '2018-01-01',
    source: 'TT 107/2017/TT-BTC',
    accounts: {
      ...common,
      'rounding-gain': { code: '7111', name: 'Thu nhập khác: làm tròn đến đồng' },
      'rounding-loss': { code: '8111', name: 'Chi phí khác: làm tròn đến đồng' },
    },
  },
  { from: '2025-01-01', source: 'TT 24/2024/TT-BTC', accounts: common },
];

/** Numbers of the site's own chart, by role; roles that are absent keep ours. */
export type OwnAccounts = Readonly<Record<string, LedgerAccount>>;

/** The account of a role on a day. @throws ledger.noChart before the first chart */
export function accountOf(role: AccountRole, day: string, own: OwnAccounts = {}): LedgerAccount {
  const chart = charts.findLast(({ from }) => from <= day);
  if (chart === undefined) throw errors.noChart({ at: 'from', day });
  return own[role] ?? chart.accounts[role];
}
