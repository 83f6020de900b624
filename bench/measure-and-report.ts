import { closeAll, type ToClose } from './record-side.ts';
import { writeReport } from './report.ts';

interface Measurement {
  readonly measure: () => Promise<string>;
  readonly title: string;
  /** name of the report; absent: nothing is written */
  readonly report: string | undefined;
  readonly toClose: ToClose;
}

/** One run of a bench: what it opened is closed in any case, also after Ctrl+C, and then nothing is reported. */
export async function measureAndReport({ measure, title, report, toClose }: Measurement): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      console.error(`\n${signal}: stopping, nothing is reported`);
      void closeAll(toClose).then(() => process.exit(130));
    });
  try {
    const text = await measure();
    console.log(`\n${text}`);
    if (report !== undefined) console.log(`\nwritten: ${writeReport(report, `# ${title}\n\n${text}\n`)}`);
  } finally {
    await closeAll(toClose);
  }
}
