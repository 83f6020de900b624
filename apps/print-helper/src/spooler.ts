export interface SpoolJob {
  readonly pdf: Uint8Array;
  /** absent: the default printer of this computer */
  readonly printer: string | undefined;
  readonly tray: string | undefined;
  readonly copies: number;
}

/** What prints on this computer. */
export interface Spooler {
  printers(): Promise<readonly string[]>;
  /** @throws SpoolTrouble */
  print(job: SpoolJob): Promise<void>;
}

/** Why a paper did not come out, in words for the person in front of the screen. */
export class SpoolTrouble extends Error {}

export const missingPrinter = (name: string): SpoolTrouble =>
  new SpoolTrouble(`Máy tính này không có máy in “${name}”. Cắm máy in hoặc chọn máy khác.`);

export const noPrinter = (): SpoolTrouble =>
  new SpoolTrouble('Máy tính này không có máy in nào. Cắm máy in, bật lên rồi in lại.');
