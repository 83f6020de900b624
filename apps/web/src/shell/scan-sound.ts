let speaker: AudioContext | undefined;

/** hertz; seconds */
const HIT = [1320];
const MISS = [330, 262];
const LONG = 0.09;

/** One high note: taken. Two low ones: nobody wanted it. Silent where the machine has no sound. */
export function soundScan(isTaken: boolean): void {
  try {
    speaker ??= new AudioContext();
    const from = speaker.currentTime;
    for (const [at, frequency] of (isTaken ? HIT : MISS).entries()) {
      const note = new OscillatorNode(speaker, { frequency });
      const volume = new GainNode(speaker, { gain: 0.05 });
      note.connect(volume).connect(speaker.destination);
      note.start(from + at * LONG);
      note.stop(from + (at + 1) * LONG);
    }
  } catch {
    speaker = undefined;
  }
}
