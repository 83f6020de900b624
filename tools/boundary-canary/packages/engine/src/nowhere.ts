import { nothing } from '@canary/nobody';

console.log(nothing);
