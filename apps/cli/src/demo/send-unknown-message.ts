import { openMllpClient } from '@lienmach/exchange';

/** of a type that no room understands, about nobody: something to see and to settle at the operations desk */
const MESSAGE = [
  'MSH|^~\\&|MAYKHITHU|BANTHU|LIENMACH|SONGMAU|20260302080000||ORU^R32|BANTHU-1|P|2.5.1',
  'PID|1||BANTHU||BAN^THU',
  'OBX|1|NM|PH^pH máu||7.4||7.35-7.45|N|||F',
].join('\r');

/** A blood-gas analyzer that was plugged in before anybody mapped it: its message is parked, and waits for a person. */
export async function sendUnknownMessage(port: number | undefined): Promise<void> {
  if (port === undefined) return;
  const client = openMllpClient({ host: '127.0.0.1', port });
  await client.send(Buffer.from(MESSAGE)).catch(() => undefined);
  client.close();
}
