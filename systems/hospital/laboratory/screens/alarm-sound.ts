let sound: AudioContext | undefined;

/** milliseconds a browser gets to say whether it lets the page be heard */
const PATIENCE = 400;
/** hertz and seconds: three notes, rising, unlike the beeps of a reader */
const NOTES = [880, 1108.73, 1318.51] as const;
const LONG = 0.16;
const VOLUME = 0.25;

const pause = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));

function play(speaker: AudioContext): void {
  const start = speaker.currentTime + 0.05;
  for (const [index, frequency] of [...NOTES, ...NOTES].entries()) {
    const from = start + index * LONG + (index < NOTES.length ? 0 : LONG);
    const note = new OscillatorNode(speaker, { frequency, type: 'triangle' });
    const gain = new GainNode(speaker, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(VOLUME, from + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.001, from + LONG);
    note.connect(gain).connect(speaker.destination);
    note.start(from);
    note.stop(from + LONG);
  }
}

/**
 * A short sound for a critical call.
 *
 * @returns `refused`: the browser wants a press of a key or a button first; `silent`: this machine has no sound
 */
export async function soundAlarm(): Promise<'played' | 'refused' | 'silent'> {
  try {
    sound ??= new AudioContext();
    if (sound.state !== 'running') await Promise.race([sound.resume(), pause(PATIENCE)]);
    if (sound.state !== 'running') return 'refused';
    play(sound);
    return 'played';
  } catch {
    sound = undefined;
    return 'silent';
  }
}
