import { defineErrors } from '@lienmach/outcome';
import { untilStopped } from '../open-site.ts';
import { bankCommand } from '../simulate/bank.ts';
import { bhytGatewayCommand } from '../simulate/bhyt-gateway.ts';
import { hisCommand } from '../simulate/his.ts';
import { invoiceProviderCommand } from '../simulate/invoice-provider.ts';
import { labAnalyzerCommand } from '../simulate/lab-analyzer.ts';
import { registryCommand } from '../simulate/registry.ts';

const errors = defineErrors('simulate', {
  unknownService: {
    issue: 'not-supported',
    vi: 'Chưa có bộ giả lập "{service}". Có: lab-analyzer, his, registry, bank, bhyt-gateway, invoice-provider.',
    en: 'no simulator called {service}; there are: lab-analyzer, his, registry, bank, bhyt-gateway, invoice-provider',
  },
});

type Command = (options: readonly string[]) => Promise<{ close(): Promise<void> }>;

/** each says on its first line where it listens */
const services: Readonly<Record<string, Command>> = {
  'lab-analyzer': labAnalyzerCommand,
  his: hisCommand,
  registry: registryCommand,
  bank: bankCommand,
  'bhyt-gateway': bhytGatewayCommand,
  'invoice-provider': invoiceProviderCommand,
};

/** `lienmach simulate <service> [options of the service]`: a process of its own that knows nothing but the wire. */
export async function simulate(service: string, options: readonly string[]): Promise<void> {
  const command = services[service];
  if (command === undefined) throw errors.unknownService({ service });
  const running = await command(options);
  await Promise.race([untilStopped(), untilParentIsGone()]);
  await running.close();
  // the listener for its end keeps the channel open, and an open channel keeps both processes alive
  if (process.connected) process.disconnect();
}

/** started by another program of ours: a channel to it is open, and closes even when it is killed */
function untilParentIsGone(): Promise<void> {
  return new Promise((gone) => {
    if (process.connected) process.once('disconnect', () => gone());
  });
}
