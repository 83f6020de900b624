import { identifierSystems } from '@lienmach/core';
import { systems } from '@lienmach/server';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Patient } from 'fhir/r4';
import { sampleChannels, samplePatients } from './sample-channels.ts';

const translatorOf = (id: string) => {
  const codes = sampleChannels.find((one) => one.id === id)?.codes ?? {};
  return (code: string): string | undefined => codes[code];
};

/** A house with all rooms, whose patients are those the outside laboratories write about. */
export async function openSamplesHouse(): Promise<TestHospital> {
  const hospital = await openTestHospital(systems, { codeMap: async (id) => translatorOf(id) });
  for (const { number, family, given, birthDate } of samplePatients) {
    await hospital.as('tool').store.create<Patient>({
      resourceType: 'Patient',
      identifier: [{ system: identifierSystems.patientNumber, value: number }],
      name: [{ family, given: [given] }],
      birthDate,
    });
  }
  return hospital;
}
