import './form.css';

export { type Filling, type FillingOptions, useFilling } from './filling.ts';
export { FormItems } from './form-items.tsx';
export { FormPage } from './form-page.tsx';
export { FormRead } from './form-read.tsx';
