import { callPieces, callSentence, type NumberStyle, type SpokenCall } from '../rules/spoken-call.ts';
import { voiceWords } from './voice/words.ts';

/** What reads the calls out: a Vietnamese voice of this machine, the words that come with the product, or only a chime. */
export type VoiceKind = 'machine' | 'words' | 'chime';

export interface Spoken {
  readonly call: SpokenCall;
  readonly style: NumberStyle;
  /** 0 to 1 */
  readonly volume: number;
}

/** seconds */
const WORD_GAP = 0.03;
const GROUP_GAP = 0.22;
const TIMES = 2;
const BETWEEN = 900;
const LONGEST = 15_000;

const known: ReadonlySet<string> = new Set(voiceWords.map(([word]) => word));
const places = new Map(voiceWords.map(([word, from, length]) => [word, { from, length }]));

const pause = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));

/** Only voices inside this machine: others would send what is read out to a service on the internet. */
const machineVoice = (): SpeechSynthesisVoice | undefined =>
  globalThis.speechSynthesis?.getVoices().find(({ lang, localService }) => localService && /^vi\b/i.test(lang));

/** Reads calls out on this machine. Made by a press of a button: browsers ask for one before they let a page be heard. */
export class Speaker {
  readonly #sound: AudioContext;
  #words: AudioBuffer | undefined;

  private constructor(sound: AudioContext) {
    this.#sound = sound;
  }

  /** @returns undefined when the browser still wants a gesture */
  static async open(): Promise<Speaker | undefined> {
    const sound = new AudioContext();
    await Promise.race([sound.resume(), pause(400)]);
    if (sound.state !== 'running') {
      await sound.close();
      return undefined;
    }
    const speaker = new Speaker(sound);
    await speaker.#load();
    return speaker;
  }

  async #load(): Promise<void> {
    try {
      const answer = await fetch(new URL('./voice/words.opus', import.meta.url));
      if (answer.ok) this.#words = await this.#sound.decodeAudioData(await answer.arrayBuffer());
    } catch {
      // a browser without this codec still has its chime
      this.#words = undefined;
    }
  }

  get kind(): VoiceKind {
    if (machineVoice() !== undefined) return 'machine';
    return this.#words === undefined ? 'chime' : 'words';
  }

  /** Two notes, falling: heard over a full hall, startles nobody. @returns seconds */
  #chime(volume: number): number {
    const start = this.#sound.currentTime + 0.05;
    for (const [at, pitch] of [
      [0, 659.25],
      [0.42, 523.25],
    ] as const) {
      const tone = this.#sound.createOscillator();
      const gain = this.#sound.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0, start + at);
      gain.gain.linearRampToValueAtTime(volume * 0.5, start + at + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + at + 0.8);
      tone.connect(gain).connect(this.#sound.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.85);
    }
    return 1.3;
  }

  /** @returns seconds */
  #playWords(groups: readonly (readonly string[])[], volume: number): number {
    const gain = this.#sound.createGain();
    gain.gain.value = volume;
    gain.connect(this.#sound.destination);
    const start = this.#sound.currentTime + 0.05;
    let at = 0;
    for (const group of groups) {
      for (const word of group) {
        const place = places.get(word);
        if (place === undefined || this.#words === undefined) continue;
        const source = this.#sound.createBufferSource();
        source.buffer = this.#words;
        source.connect(gain);
        source.start(start + at, place.from, place.length);
        at += place.length + WORD_GAP;
      }
      at += GROUP_GAP;
    }
    return at;
  }

  #readAloud(text: string, voice: SpeechSynthesisVoice, volume: number): Promise<void> {
    const read = new Promise<void>((over) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      utterance.volume = volume;
      utterance.onend = () => over();
      utterance.onerror = () => over();
      speechSynthesis.speak(utterance);
    });
    return Promise.race([read, pause(LONGEST)]);
  }

  async #sayOnce({ call, style, volume }: Spoken): Promise<void> {
    const voice = machineVoice();
    if (voice !== undefined) return this.#readAloud(callSentence(call, style), voice, volume);
    const pieces = this.#words === undefined ? [] : callPieces(call, style, known);
    await pause(this.#playWords(pieces, volume) * 1000);
  }

  /** Chime, then the call twice; it is over when the hall is quiet again. */
  async say(spoken: Spoken): Promise<void> {
    await this.#sound.resume();
    await pause(this.#chime(spoken.volume) * 1000);
    for (let time = 0; time < TIMES; time++) {
      await this.#sayOnce(spoken);
      await pause(BETWEEN);
    }
  }

  close(): void {
    globalThis.speechSynthesis?.cancel();
    void this.#sound.close();
  }
}
