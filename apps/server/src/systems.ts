import { administration } from '@lienmach/administration';
import { bloodBank } from '@lienmach/blood-bank';
import { booking } from '@lienmach/booking';
import { catalogDesk } from '@lienmach/catalog-desk';
import { claims } from '@lienmach/claims';
import { clinicalDocuments } from '@lienmach/clinical-documents';
import { integrationDesk } from '@lienmach/integration-desk';
import { invoicing } from '@lienmach/invoicing';
import { labQuality } from '@lienmach/lab-quality';
import { labReferral } from '@lienmach/lab-referral';
import { laboratory } from '@lienmach/laboratory';
import { ledger } from '@lienmach/ledger';
import { medicalRecord } from '@lienmach/medical-record';
import { messageGateway } from '@lienmach/message-gateway';
import { microbiology } from '@lienmach/microbiology';
import { outpatient } from '@lienmach/outpatient';
import { pathology } from '@lienmach/pathology';
import { patientChart } from '@lienmach/patient-chart';
import { patientIndex } from '@lienmach/patient-index';
import { payments } from '@lienmach/payments';
import { prescribing } from '@lienmach/prescribing';
import { printDesk } from '@lienmach/print-desk';
import { queue } from '@lienmach/queue';
import { registration } from '@lienmach/registration';
import type { System } from '@lienmach/system-kit';
import { visitPapers } from '@lienmach/visit-papers';

/** Every room of the house, in one list: add one, remove one, and the rest still stands. */
export const systems: readonly System[] = [
  patientIndex,
  catalogDesk,
  printDesk,
  administration,
  integrationDesk,
  messageGateway,
  registration,
  queue,
  booking,
  outpatient,
  laboratory,
  labQuality,
  labReferral,
  microbiology,
  bloodBank,
  pathology,
  prescribing,
  payments,
  ledger,
  invoicing,
  medicalRecord,
  clinicalDocuments,
  visitPapers,
  claims,
  patientChart,
];
