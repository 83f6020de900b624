/**
 * How the gateway behaves: well, or in one of the ways that gateways fail. `refuse:<maKetQua>` and `card:<maKetQua>` answer
 * with that code. Those that begin with `token-` are about the session only, all others about everything but it.
 */
export const gatewayModes = [
  'right',
  'refuse',
  'card',
  'slow',
  'twice',
  'hang-up-before',
  'hang-up-after',
  'silent',
  'cut',
  'html',
  'empty',
  'unauthorized',
  'expired',
  'token-refused',
  'token-html',
  'token-hang-up',
  'chaos',
] as const;
export type GatewayMode = (typeof gatewayModes)[number];

/** A mode with what follows its colon. */
export interface GatewayMood {
  readonly mode: GatewayMode;
  readonly code: string;
}

/** @returns undefined: no such mode */
export function readMood(text: string): GatewayMood | undefined {
  const [name, code = ''] = text.split(':');
  const mode = gatewayModes.find((one) => one === name);
  const wantsCode = mode === 'refuse' || mode === 'card';
  return mode === undefined || wantsCode === (code === '') ? undefined : { mode, code };
}

/** What a bad day is made of: everything that a sender has to live with by itself. */
const badDay: readonly GatewayMode[] = [
  'right',
  'twice',
  'hang-up-before',
  'right',
  'hang-up-after',
  'cut',
  'right',
  'html',
  'empty',
  'unauthorized',
  'right',
  'expired',
];

/** Modes in the order in which they come: those planned, each once, then the standing one. */
export class Moods {
  #standing: GatewayMood = { mode: 'right', code: '' };
  #planned: GatewayMood[] = [];
  #turn = 0;

  set(standing: GatewayMood, planned: readonly GatewayMood[]): void {
    this.#standing = standing;
    this.#planned = [...planned];
  }

  /** @param isSession  is the call about the session? */
  next(isSession: boolean): GatewayMood {
    const fits = ({ mode }: GatewayMood): boolean => mode.startsWith('token-') === isSession;
    const at = this.#planned.findIndex(fits);
    if (at >= 0) return this.#planned.splice(at, 1)[0] ?? this.#standing;
    if (this.#standing.mode === 'chaos' && !isSession) {
      this.#turn += 1;
      return { mode: badDay[(this.#turn * 7) % badDay.length] ?? 'right', code: '' };
    }
    return fits(this.#standing) ? this.#standing : { mode: 'right', code: '' };
  }
}
