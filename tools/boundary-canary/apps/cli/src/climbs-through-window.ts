import { bed } from '../../../systems/hospital/ward/screens/bed.screen.ts';

console.log(bed);
