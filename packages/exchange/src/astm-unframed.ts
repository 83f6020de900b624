import type { AstmLink, LinkStep } from './astm-link.ts';
import { errors } from './errors.ts';
import { DEFAULT_LIMIT } from './mllp-frame.ts';

const isRecord = (line: string, name: string): boolean => line.startsWith(name) && /^.[^A-Za-z0-9\s]/.test(line);

/**
 * For machines that send bare records over TCP, without frames and without waiting for an answer. A message goes from its
 * `H` to its `L`; what stands between messages is noise. Only where the channel declares it: nothing here finds a
 * damaged byte.
 */
export function unframedLink(limit: number = DEFAULT_LIMIT): AstmLink {
  /** what came and was not looked at */
  let text = '';
  let open: string[] = [];
  let size = 0;
  let isAnswering = false;

  /** @returns true when the line ends a message */
  function take(line: string): boolean {
    if (isRecord(line, 'H')) {
      open = [];
      size = 0;
    } else if (open.length === 0) return false;
    open.push(line);
    size += line.length + 1;
    return isRecord(line, 'L');
  }

  function next(): LinkStep[] {
    const lines = text.split(/\r\n|\r|\n/);
    const last = lines.pop() ?? '';
    for (const [at, line] of lines.entries()) {
      if (!take(line)) continue;
      const message = open.map((one) => `${one}\r`).join('');
      text = [...lines.slice(at + 1), last].join('\r');
      open = [];
      size = 0;
      isAnswering = true;
      return [{ do: 'deliver', message: Buffer.from(message, 'latin1') }];
    }
    text = last;
    if (size + text.length <= limit) return [];
    return [{ do: 'hangUp', reason: errors.tooLarge({ detail: `more than ${limit} bytes` }) }];
  }

  return {
    receive(chunk) {
      text += Buffer.from(chunk).toString('latin1');
      return isAnswering ? [] : next();
    },
    settle() {
      isAnswering = false;
      return next();
    },
    send: (message) => [{ do: 'write', bytes: message }, { do: 'sent' }],
    expire: () => [],
  };
}
