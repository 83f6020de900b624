export { errors as documentErrors } from './errors.ts';
export type { Paper, PrintBlock, PrintPage, Span } from './print-page.ts';
export { printPdf } from './print-pdf.ts';
export { type KeyAndCertificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';
export type { Signer } from './signer.ts';
export { loadSoftwareSigner, softwareSigner } from './software-signer.ts';
export { readTrustStore, verifyFile } from './trust-store.ts';
export { type TrustOptions, type Verdict, type VerdictCode, verifyDocument } from './verify-document.ts';
