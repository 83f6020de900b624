import { createContext, useContext } from 'react';

/** One room or counter of the facility. */
export interface Room {
  /** `Location/…` */
  readonly reference: string;
  readonly id: string;
  readonly name: string;
}

/** Where the person works now: decides queue, printers and defaults. */
export interface Place {
  readonly facility: string;
  /** undefined: nothing chosen yet */
  readonly room: Room | undefined;
  readonly rooms: readonly Room[];
  choose(room: Room): void;
}

const PlaceContext = createContext<Place>({ facility: '', room: undefined, rooms: [], choose: () => undefined });
export const PlaceProvider = PlaceContext.Provider;
export const usePlace = (): Place => useContext(PlaceContext);
