import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cupsSpooler } from './cups-spooler.ts';
import { openPrintHelper } from './open-print-helper.ts';
import { simulatedSpooler } from './simulated-spooler.ts';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Kept in the home folder of whoever works here, readable by nobody else. */
function pairingCode(): string {
  const folder = join(homedir(), '.lienmach');
  const file = join(folder, 'print-helper-code');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const code = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  writeFileSync(file, `${code}\n`, { mode: 0o600 });
  return code;
}

const { values } = parseArgs({
  options: {
    for: { type: 'string', multiple: true, default: ['http://127.0.0.1:8080'] },
    port: { type: 'string', default: '9631' },
    simulate: { type: 'string' },
    printer: { type: 'string', multiple: true, default: ['Máy in thử'] },
  },
});
const spooler = values.simulate === undefined ? cupsSpooler : simulatedSpooler(values.simulate, values.printer);
const code = pairingCode();
const helper = await openPrintHelper({ port: Number(values.port), origins: values.for, code, spooler });
console.log(`Trình in đang chạy ở 127.0.0.1:${helper.port}, cho ${values.for.join(', ')}`);
console.log(`Mã ghép: ${code}   (gõ một lần ở màn hình In lại)`);
