import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './house/run-command.ts';

/** A network namespace of its own has only loopback, switched off until somebody switches it on. */
const isRoot = process.getuid?.() === 0;
const alone = ['unshare', '--net', ...(isRoot ? [] : ['--user', '--map-current-user', '--keep-caps'])];
const withLoopback = (command: string): string[] => [...alone, 'sh', '-c', `ip link set lo up && ${command}`];

function whyNot(): string | undefined {
  const [program = '', ...args] = withLoopback('ip -o link');
  const tried = spawnSync(program, args, { encoding: 'utf8' });
  if (tried.error) return `unshare is not here (${tried.error.message})`;
  if (tried.status !== 0) return `a network namespace with loopback is refused here (${tried.stderr.trim()})`;
  const links = tried.stdout
    .trim()
    .split('\n')
    .filter((line) => !/^\d+: lo:/.test(line) && !line.includes('state DOWN'));
  return links.length === 0 ? undefined : `the namespace has more than loopback (${links.join('; ')})`;
}

const reason = whyNot();
if (reason !== undefined) console.log(`skipped: demo with loopback only: ${reason}`);

test.skipIf(reason !== undefined)('bản thử đi hết một lượt khám khi máy không có mạng nào ngoài chính nó', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-loopback-'));
  try {
    const environment = { LIENMACH_PORT: '0', LIENMACH_MLLP_PORT: '0', LIENMACH_DATA_DIR: folder };
    const { status, output, errors } = await runCommand(
      ['demo', '--exit'],
      environment,
      withLoopback('exec "$0" "$@"'),
    );
    expect(errors).toBe('');
    expect(status).toBe(0);
    const steps = output.split('\n').filter((line) => /^ ?\d+\. /.test(line));
    expect(steps).toHaveLength(14);
    expect(steps.at(-1)).toContain('không lỗi');
    expect(output).toContain('BẢN THỬ');
    for (const name of ['don-thuoc.pdf', 'phieu-thu.pdf', 'vietqr.txt', 'tom-tat-luot-kham.xml', 'GIAMDINHHS.xml'])
      expect(existsSync(join(folder, 'demo-output', name)), name).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
