import { daysBetween } from '@lienmach/core';

export interface Stay {
  /** MA_LOAI_KCB */
  readonly visitType: string;
  /** days `yyyy-MM-dd` */
  readonly arrived: string;
  readonly left: string;
  /** longest supply of medicine in days, as prescribed */
  readonly medicineDays: number;
  /** days on which a service was ordered */
  readonly serviceDays: readonly string[];
}

/**
 * SO_NGAY_DTRI: nothing for a plain visit, days of medicine for a chronic visit without services, days with a service for
 * one with services, else the days from arrival to discharge, both counted.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML1 SO_NGAY_DTRI (verified for 01, 03, 04, 06, 07, 09; 02, 05, 08: unsure)
 */
export function treatmentDays(stay: Stay): number {
  switch (stay.visitType) {
    case '01':
    case '07':
    case '09':
      return 0;
    case '05':
      return stay.medicineDays;
    case '08':
      return new Set(stay.serviceDays).size;
    default:
      return daysBetween(stay.arrived, stay.left) + 1;
  }
}
