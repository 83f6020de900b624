import { decimalText } from '@lienmach/core';

/** Hundredths of a percent as people write them: `8000` is `80`, `4750` is `47.5`. */
export const rateText = (rate: number): string => decimalText(BigInt(rate), 2);

/** For Vietnamese sentences: `47,5 %`. */
export const percentWords = (rate: number): string => `${rateText(rate).replace('.', ',')} %`;
