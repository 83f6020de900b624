import { collectSpecimen } from './collect-specimen.ts';
import { handleSpecimen } from './handle-specimen.ts';
import { printTubeLabels } from './print-tube-labels.ts';
import { receiveSpecimen } from './receive-specimen.ts';
import { rejectSpecimen } from './reject-specimen.ts';

/** The way of a tube: label, collection, arrival, rejection, what becomes of it. */
export const specimenVerbs = [printTubeLabels, collectSpecimen, receiveSpecimen, rejectSpecimen, handleSpecimen];
