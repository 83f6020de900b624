import { useCallback, useEffect, useRef, useState } from 'react';

/** What the patient sees beside the cashier: never more than a masked name and their own amount. */
export type Shown =
  | { readonly kind: 'idle' }
  | { readonly kind: 'bill'; readonly name: string; readonly amount: number }
  | {
      readonly kind: 'qr';
      readonly name: string;
      readonly amount: number;
      readonly payload: string;
      readonly receiver: string;
    }
  | {
      readonly kind: 'paid';
      readonly name: string;
      readonly amount: number;
      /** cash: what was given and what goes back */
      readonly given?: number;
      readonly change?: number;
    };

type Message = { readonly from: 'cashier'; readonly shown: Shown } | { readonly from: 'display' };

/** windows of one browser profile on one computer hear each other, nobody else does */
const CHANNEL = 'lienmach.cashier-display';
/** milliseconds between two signs of life of the second screen */
const BEAT = 2_000;
const IDLE: Shown = { kind: 'idle' };

/** The cashier's end: says what to show, and knows whether a second screen is there. */
export function useDisplay(shown: Shown): boolean {
  const [isThere, setThere] = useState(false);
  const latest = useRef(shown);
  latest.current = shown;
  const channel = useRef<BroadcastChannel>(undefined);
  const tell = useCallback(
    (what: Shown) => channel.current?.postMessage({ from: 'cashier', shown: what } satisfies Message),
    [],
  );
  useEffect(() => {
    const opened = new BroadcastChannel(CHANNEL);
    channel.current = opened;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isKnown = false;
    opened.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.from !== 'display') return;
      if (!isKnown) tell(latest.current);
      isKnown = true;
      setThere(true);
      clearTimeout(timer);
      timer = setTimeout(() => {
        isKnown = false;
        setThere(false);
      }, BEAT * 2.5);
    };
    return () => {
      tell(IDLE);
      clearTimeout(timer);
      opened.close();
    };
  }, [tell]);
  const face = JSON.stringify(shown);
  useEffect(() => tell(JSON.parse(face) as Shown), [face, tell]);
  return isThere;
}

/** The second screen's end: follows, and says that it is there. */
export function useFollow(): Shown {
  const [shown, setShown] = useState<Shown>(IDLE);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.from === 'cashier') setShown(data.shown);
    };
    const beat = (): void => channel.postMessage({ from: 'display' } satisfies Message);
    beat();
    const timer = setInterval(beat, BEAT);
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, []);
  return shown;
}

/** One second screen: asked for again, the same window comes to the front. */
export const openDisplay = (): void => {
  window.open('/payments/display', 'lienmach-display', 'popup,width=1024,height=768');
};
