import { spawn } from 'node:child_process';
import { missingPrinter, noPrinter, type Spooler, type SpoolJob, SpoolTrouble } from './spooler.ts';

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Arguments go as a list, never through a shell. */
function run(program: string, args: readonly string[], input?: Uint8Array): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 30_000 });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(parts).toString('utf8') }));
    child.stdin.end(input);
  });
}

const noCups = (): SpoolTrouble => new SpoolTrouble('Máy tính này chưa cài dịch vụ in CUPS.');

/** The printers of this computer by CUPS: `lpstat -e` and `lp`. */
export const cupsSpooler: Spooler = {
  async printers() {
    const { output } = await run('lpstat', ['-e']).catch(() => Promise.reject(noCups()));
    return output.split('\n').filter((line) => line !== '');
  },
  async print({ pdf, printer, tray, copies }: SpoolJob) {
    const known = await this.printers();
    if (known.length === 0) throw noPrinter();
    if (printer !== undefined && !known.includes(printer)) throw missingPrinter(printer);
    const args = [
      ...(printer === undefined ? [] : ['-d', printer]),
      ...(tray === undefined ? [] : ['-o', `InputSlot=${tray}`]),
      ...['-n', String(copies), '-t', 'Lien Mach', '-'],
    ];
    const { code } = await run('lp', args, pdf).catch(() => Promise.reject(noCups()));
    if (code !== 0) throw new SpoolTrouble('Máy in không nhận giấy này. Xem đèn báo và hàng chờ của máy in.');
  },
};
