import { OutcomeError } from '@lienmach/ui';
import { isEndOfSession, refreshTokens, type Tokens } from './oauth.ts';

/** milliseconds before the end at which a token is renewed */
const EARLY = 60_000;

const ended = (): OutcomeError =>
  new OutcomeError(401, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'login', details: { text: 'Phiên đã hết. Đăng nhập lại để làm tiếp.' } }],
  });

/** The tokens of this tab, in memory only; renewed once for everybody who waits. */
export class TokenKeeper {
  #tokens: Tokens;
  #renewing: Promise<Tokens> | undefined;
  #hasEnded = false;
  readonly #onEnd: () => void;

  constructor(tokens: Tokens, onEnd: () => void) {
    this.#tokens = tokens;
    this.#onEnd = onEnd;
  }

  /** told once: whoever waits for a token leaves the page only once */
  #end(): void {
    if (!this.#hasEnded) this.#onEnd();
    this.#hasEnded = true;
  }

  async #renew(): Promise<Tokens> {
    const { refresh } = this.#tokens;
    if (refresh === undefined) {
      this.#end();
      throw ended();
    }
    try {
      return await refreshTokens(refresh);
    } catch (thrown) {
      // no network, or a server that is starting, is not the end of a session
      if (!isEndOfSession(thrown)) throw thrown;
      this.#end();
      throw ended();
    }
  }

  token = async (renew: boolean): Promise<string> => {
    const isFresh = this.#tokens.expires - Date.now() > EARLY;
    if (isFresh && !renew) return this.#tokens.access;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    this.#tokens = await this.#renewing;
    return this.#tokens.access;
  };
}
