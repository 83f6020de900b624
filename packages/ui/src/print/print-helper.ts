/** Where the print helper of this computer listens; the policy of the page allows this address and no other. */
export const HELPER_ADDRESS = 'http://127.0.0.1:9631';

const KEY = 'lienmach.printHelper';

/** The pairing code of this computer's helper; undefined: none was paired, the browser prints. */
export const pairedCode = (): string | undefined => localStorage.getItem(KEY) ?? undefined;

export function pairHelper(code: string | undefined): void {
  if (code === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, code);
}

/** Why a paper did not come out, in words for the person. */
export class PrintTrouble extends Error {}

/** @throws PrintTrouble with `silent` when nothing answers, else with the helper's own words */
async function ask(path: string, code: string, silent: string, init: RequestInit = {}): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(HELPER_ADDRESS + path, { ...init, headers: { authorization: `Bearer ${code}` } });
  } catch {
    throw new PrintTrouble(silent);
  }
  const told: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return told;
  const reason = typeof told === 'object' && told !== null && 'reason' in told ? String(told.reason) : silent;
  throw new PrintTrouble(reason);
}

/** Printers that this computer knows. @throws PrintTrouble */
export async function printersHere(code: string, silent: string): Promise<readonly string[]> {
  const told = await ask('/printers', code, silent);
  const found = typeof told === 'object' && told !== null && 'printers' in told ? told.printers : [];
  return Array.isArray(found) ? found.map(String) : [];
}

export interface HelperJob {
  readonly pdf: Uint8Array;
  readonly printer: string | undefined;
  readonly tray: string | undefined;
  readonly copies: number;
}

/** @throws PrintTrouble: no such printer, out of paper, no answer */
export async function sendToHelper({ pdf, printer, tray, copies }: HelperJob, code: string, silent: string) {
  const query = new URLSearchParams({ copies: String(copies) });
  if (printer !== undefined) query.set('printer', printer);
  if (tray !== undefined) query.set('tray', tray);
  await ask(`/print?${query}`, code, silent, {
    method: 'POST',
    body: new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }),
  });
}
