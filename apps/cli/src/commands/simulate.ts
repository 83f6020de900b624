import { defineErrors } from '@lienmach/outcome';
import { untilStopped } from '../open-site.ts';
import { labAnalyzerCommand } from '../simulate/lab-analyzer.ts';

const errors = defineErrors('simulate', {
  unknownService: {
    issue: 'not-supported',
    vi: 'Chưa có bộ giả lập "{service}". Có: lab-analyzer.',
    en: 'no simulator called {service}; there is: lab-analyzer',
  },
});

/** `lienmach simulate <service> [options of the service]`: a process of its own that knows nothing but the wire. */
export async function simulate(service: string, options: readonly string[]): Promise<void> {
  if (service !== 'lab-analyzer') throw errors.unknownService({ service });
  const analyzer = await labAnalyzerCommand(options);
  console.log(`listening ${analyzer.port}`);
  await Promise.race([untilStopped(), untilParentIsGone()]);
  await analyzer.close();
  // the listener for its end keeps the channel open, and an open channel keeps both processes alive
  if (process.connected) process.disconnect();
}

/** started by another program of ours: a channel to it is open, and closes even when it is killed */
function untilParentIsGone(): Promise<void> {
  return new Promise((gone) => {
    if (process.connected) process.once('disconnect', () => gone());
  });
}
