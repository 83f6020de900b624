import type { Icon } from '@tabler/icons-react';
import type { Task } from 'fhir/r4';
import type { ComponentType } from 'react';
import type { Bilingual } from './language/language.ts';
import type { ScanKind } from './shell/scan-kind.ts';

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
  /** address at which this screen shows a patient, when it is a place to look people up */
  readonly opensPatient?: (id: string) => string;
  /** scanned from anywhere, these codes bring this screen to the front; its `useScan` then gets them */
  readonly takesScans?: readonly ScanKind[];
  /** address where this task is done, when this screen is the place for it */
  readonly opensTask?: (task: Task) => string | undefined;
  readonly load: () => Promise<ComponentType>;
}

export const defineScreen = (screen: Screen): Screen => screen;

/** Places on foreign screens that a room may fill. */
export type Slot = 'home.card' | 'visit.results' | 'visit.orders' | 'chart.lane' | 'banner.flag' | 'reception.today';

/** A piece of one room on the screen of another; it gets the ids it needs and reads the record itself. */
export interface Widget {
  readonly id: string;
  readonly slot: Slot;
  readonly order: number;
  /** its name where widgets stand on a strip of tabs */
  readonly title?: Bilingual;
  /** the key that opens it there, e.g. `F9` */
  readonly key?: string;
  /** the key works, but takes no place on the bar of keys */
  readonly isKeyHidden?: boolean;
  readonly icon?: Icon;
  readonly roles: readonly string[];
  readonly load: () => Promise<ComponentType<WidgetProps>>;
}

export interface WidgetProps {
  readonly patient?: string;
  readonly encounter?: string;
  /** the stretch of time that the screen around it draws, ISO instants: lanes keep to it */
  readonly range?: { readonly from: string; readonly to: string };
  /** the visit is over: nothing can be written any more */
  readonly isClosed?: boolean;
  /** how many things it shows, for the tab it stands under */
  readonly onCount?: (count: number) => void;
  /** saves what the screen around it has not saved yet; false: it could not */
  readonly saveHost?: () => Promise<boolean>;
  /** hands a person to the screen around it, with the room and the reason that are known already */
  readonly onPatient?: (choice: {
    readonly patient: string;
    readonly room: string;
    readonly reason: string;
  }) => void | Promise<void>;
}

export const defineWidget = (widget: Widget): Widget => widget;
