import { bed } from '../screens/bed.screen.ts';

console.log(bed);
