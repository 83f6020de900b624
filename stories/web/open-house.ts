import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb, type Demo, openDemo } from '@lienmach/cli';
import { findRunningUrl } from '@lienmach/database';
import { readConfiguration } from '@lienmach/server';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';

const root = join(import.meta.dirname, '../..');
const diagnoses = join(root, '../shared/data/icd10-vn.csv');

export interface House {
  readonly demo: Demo;
  readonly browser: Browser;
  /** its own PostgreSQL, behind the program's back */
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** the whole list of diagnoses where it lies beside the checkout, else the seeds of the product */
function importDiagnoses(dataFolder: string): void {
  if (!existsSync(diagnoses)) return;
  execFileSync(process.execPath, ['apps/cli/src/main.ts', 'import-catalog', 'icd10', diagnoses], {
    cwd: root,
    env: { ...process.env, LIENMACH_DATA_DIR: dataFolder },
  });
}

/** The demo with its own PostgreSQL and the built web, and one browser in front of it. */
export async function openHouse({ hasAnalyzer = false, withDiagnoses = true } = {}): Promise<House> {
  const webFolder = buildWeb();
  if (webFolder === undefined) throw new Error('the web could not be built');
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-house-'));
  const configuration = readConfiguration({
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_DATA_DIR: folder,
    LIENMACH_LOG_LEVEL: 'silent',
  });
  const demo = await openDemo(configuration, { webFolder, hasAnalyzer, paysAfter: 3_000 });
  if (withDiagnoses) importDiagnoses(folder);
  const browser = await openBrowser();
  return {
    demo,
    browser,
    databaseUrl: findRunningUrl(folder) ?? '',
    async close() {
      await browser.close();
      await demo.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
