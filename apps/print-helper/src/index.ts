export { openPrintHelper, type PrintHelper } from './open-print-helper.ts';
export { simulatedSpooler } from './simulated-spooler.ts';
export { type Spooler, SpoolTrouble } from './spooler.ts';
