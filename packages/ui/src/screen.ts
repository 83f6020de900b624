import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Bilingual } from './language/language.ts';

/** Where and how a screen stands in the left rail. */
export interface RailEntry {
  /** smaller stands higher; the same order for everybody */
  readonly order: number;
  readonly icon: Icon;
  /** one or two words; default: the title */
  readonly label?: Bilingual;
}

/** One of the four big doors on the role home: what a role does first. */
export interface HomeDoor {
  readonly order: number;
  readonly hint: Bilingual;
}

/**
 * The manifest of a screen: small and eager; `load` brings the component with its room's chunk.
 * Rooms list theirs in `screens/index.ts`; apps/web knows all lists.
 */
export interface Screen {
  /** `<room>.<screen>`, e.g. `registration.reception` */
  readonly id: string;
  /** `/{room}/{screen}` with optional parameters: `/outpatient/visit/:encounter?` */
  readonly path: string;
  readonly title: Bilingual;
  readonly rail?: RailEntry;
  readonly door?: HomeDoor;
  /** roles that may open it; others do not even see it. `*`: everybody who signed in */
  readonly roles: readonly string[];
  /** `bare`: without rail and bars, for waiting boards and second displays */
  readonly frame?: 'shell' | 'bare';
  readonly load: () => Promise<ComponentType>;
}

export const defineScreen = (screen: Screen): Screen => screen;

/** Places on foreign screens that a room may fill. */
export type Slot = 'home.card' | 'visit.results' | 'visit.orders' | 'chart.lane' | 'banner.flag';

/** A piece of one room on the screen of another; it gets the ids it needs and reads the record itself. */
export interface Widget {
  readonly id: string;
  readonly slot: Slot;
  readonly order: number;
  readonly roles: readonly string[];
  readonly load: () => Promise<ComponentType<WidgetProps>>;
}

export interface WidgetProps {
  readonly patient?: string;
  readonly encounter?: string;
}

export const defineWidget = (widget: Widget): Widget => widget;
