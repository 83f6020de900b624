import { createHash, randomBytes } from 'node:crypto';
import { cardAnswer, copayAnswer, refusedAnswer, sessionAnswer, takenAnswer } from './bhyt-gateway-answers.ts';
import { readReceivedFile } from './bhyt-gateway-file.ts';
import type { GatewayMood } from './bhyt-gateway-modes.ts';

/** One file that the gateway has taken: kept, so that a test can count. */
export interface TakenFile {
  readonly maGiaoDich: string;
  readonly maLk: string;
  readonly path: string;
  readonly sha256: string;
  readonly isSigned: boolean;
  readonly isCheckIn: boolean;
  readonly entitlement: string;
}

/** A request as it came over the wire. */
export interface GatewayRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface GatewayAccount {
  readonly username: string;
  readonly password: string;
}

export interface DeskOptions {
  readonly account: GatewayAccount;
  readonly now: () => Date;
  /** milliseconds a session lasts */
  readonly lifetime: number;
}

type Reply = readonly [status: number, body: object | undefined];

const sendingPaths = new Map([
  ['/api/qd130/checkInKcbQd3176', '0'],
  ['/api/qd130/guiHoSoXmlQD3176', '130'],
  ['/api/qd130/checkInKcbQd4750', '0'],
  ['/api/qd130/guiHoSoXmlQD4750', '130'],
]);
export const SESSION_PATH = '/api/token/take';
const CARD_PATH = '/api/egw/KQNhanLichSuKCB2024';
const COPAY_PATH = '/api/TraCuuCCT/TraCuuTienMCCT';
const unauthorized: Reply = [401, undefined];

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();

function jsonOf(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** What the gateway does with a request once it is there whole: sessions, files, cards. It knows nothing but the wire. */
export class GatewayDesk {
  readonly #options: DeskOptions;
  readonly #sessions = new Map<string, { id: string; until: Date }>();
  readonly taken: TakenFile[] = [];
  /** sign-ins and look-ups so far */
  readonly counts = { sessions: 0, cards: 0 };

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** All sessions end at once, as when the gateway is restarted. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  answer(request: GatewayRequest, { mode, code }: GatewayMood): Reply {
    const { pathname } = request.url;
    if (pathname === SESSION_PATH) return this.#session(request, mode === 'token-refused');
    const kind = sendingPaths.get(pathname);
    if (kind !== undefined) return this.#take(request, kind, { mode, code });
    if (pathname === CARD_PATH) return this.#card(request, mode === 'card' ? code : '000');
    if (pathname === COPAY_PATH)
      return this.#isKnown(request) ? [200, copayAnswer(jsonOf(request.body))] : unauthorized;
    return [404, { problem: 'no such path' }];
  }

  #session({ body }: GatewayRequest, isRefused: boolean): Reply {
    const { account, now, lifetime } = this.#options;
    const form = new URLSearchParams(body);
    if (isRefused || form.get('username') !== account.username || form.get('password') !== md5(account.password))
      return [200, { maKetQua: '401', APIKey: null }];
    const access = randomBytes(12).toString('hex');
    const session = { id: randomBytes(12).toString('hex'), until: new Date(now().getTime() + lifetime) };
    this.#sessions.set(access, session);
    this.counts.sessions += 1;
    return [200, sessionAnswer(account.username, { access, ...session })];
  }

  #isSession(access: unknown, id: unknown, password: unknown): boolean {
    const { account, now } = this.#options;
    const session = this.#sessions.get(String(access));
    return session !== undefined && session.id === id && session.until > now() && password === md5(account.password);
  }

  #isKnown({ headers }: GatewayRequest): boolean {
    return this.#isSession(headers.accesstoken, headers.tokenid, headers.passwordhash);
  }

  #take(request: GatewayRequest, kind: string, { mode, code }: GatewayMood): Reply {
    const { account, now } = this.#options;
    if (!this.#isKnown(request)) return unauthorized;
    const form = new URLSearchParams(request.body);
    const file = readReceivedFile(form.get('fileHSBase64') ?? '');
    const isForm =
      form.get('username') === account.username &&
      form.get('loaiHoSo') === kind &&
      /^\d{2}$/.test(form.get('maTinh') ?? '') &&
      /^\w{5}$/.test(form.get('maCSKCB') ?? '');
    if (!isForm || file === undefined || file.isCheckIn !== (kind === '0'))
      return [200, refusedAnswer('205', now(), 'Sai định dạng tham số')];
    if (mode === 'refuse') return [200, refusedAnswer(code, now())];
    let maGiaoDich = '';
    for (let time = 0; time < (mode === 'twice' ? 2 : 1); time++) {
      maGiaoDich = `GD${now().getTime().toString(36)}${String(this.taken.length + 1).padStart(6, '0')}`.toUpperCase();
      const { sha256, isSigned, isCheckIn, entitlement } = file;
      for (const maLk of file.claimIds)
        this.taken.push({
          maGiaoDich,
          maLk,
          path: request.url.pathname,
          sha256,
          isSigned,
          isCheckIn,
          entitlement,
        });
    }
    return [200, takenAnswer(maGiaoDich, now())];
  }

  #card({ url, body }: GatewayRequest, code: string): Reply {
    const { account } = this.#options;
    const query = url.searchParams;
    if (!this.#isSession(query.get('token'), query.get('id_token'), query.get('password'))) return unauthorized;
    this.counts.cards += 1;
    const asked = jsonOf(body);
    const isWhole = ['maThe', 'hoTen', 'ngaySinh', 'hoTenCb', 'cccdCb'].every(
      (name) => typeof asked[name] === 'string',
    );
    if (!isWhole || query.get('username') !== account.username) return [200, cardAnswer('205', asked)];
    return [200, cardAnswer(code, asked)];
  }
}
