import { screens as administrationScreens, widgets as administrationWidgets } from '@lienmach/administration/screens';
import { screens as bloodBankScreens, widgets as bloodBankWidgets } from '@lienmach/blood-bank/screens';
import { screens as bookingScreens, widgets as bookingWidgets } from '@lienmach/booking/screens';
import { screens as catalogDeskScreens } from '@lienmach/catalog-desk/screens';
import { screens as claimsScreens, widgets as claimsWidgets } from '@lienmach/claims/screens';
import { screens as clinicalDocumentsScreens } from '@lienmach/clinical-documents/screens';
import {
  screens as integrationDeskScreens,
  widgets as integrationDeskWidgets,
} from '@lienmach/integration-desk/screens';
import { screens as invoicingScreens } from '@lienmach/invoicing/screens';
import { screens as labQualityScreens } from '@lienmach/lab-quality/screens';
import { screens as labReferralScreens } from '@lienmach/lab-referral/screens';
import { screens as laboratoryScreens, widgets as laboratoryWidgets } from '@lienmach/laboratory/screens';
import { screens as microbiologyScreens, widgets as microbiologyWidgets } from '@lienmach/microbiology/screens';
import { screens as outpatientScreens } from '@lienmach/outpatient/screens';
import { screens as pathologyScreens, widgets as pathologyWidgets } from '@lienmach/pathology/screens';
import { screens as patientChartScreens } from '@lienmach/patient-chart/screens';
import { screens as patientIndexScreens } from '@lienmach/patient-index/screens';
import { screens as paymentsScreens } from '@lienmach/payments/screens';
import { widgets as prescribingWidgets } from '@lienmach/prescribing/screens';
import { screens as printDeskScreens } from '@lienmach/print-desk/screens';
import { screens as queueScreens } from '@lienmach/queue/screens';
import { screens as registrationScreens } from '@lienmach/registration/screens';
import type { Screen, Widget } from '@lienmach/ui';
import { widgets as visitPapersWidgets } from '@lienmach/visit-papers/screens';
import { accountScreens } from './account/index.ts';

/** Every screen of the house: the only place that knows them all. One line per room. */
export const screens: readonly Screen[] = [
  ...administrationScreens,
  ...integrationDeskScreens,
  ...catalogDeskScreens,
  ...registrationScreens,
  ...bookingScreens,
  ...outpatientScreens,
  ...laboratoryScreens,
  ...labQualityScreens,
  ...labReferralScreens,
  ...microbiologyScreens,
  ...pathologyScreens,
  ...bloodBankScreens,
  ...patientChartScreens,
  ...clinicalDocumentsScreens,
  ...patientIndexScreens,
  ...paymentsScreens,
  ...claimsScreens,
  ...invoicingScreens,
  ...queueScreens,
  ...printDeskScreens,
  ...accountScreens,
];

/** Pieces that rooms put on the screens of others. */
export const widgets: readonly Widget[] = [
  ...administrationWidgets,
  ...integrationDeskWidgets,
  ...laboratoryWidgets,
  ...pathologyWidgets,
  ...microbiologyWidgets,
  ...prescribingWidgets,
  ...bookingWidgets,
  ...visitPapersWidgets,
  ...claimsWidgets,
  ...bloodBankWidgets,
];
