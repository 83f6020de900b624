import { type ComponentType, createContext, type LazyExoticComponent, lazy, Suspense, useContext } from 'react';
import { Loading } from '../components/states.tsx';
import type { Slot, Widget, WidgetProps } from '../screen.ts';
import { useSession } from './session.ts';

const WidgetContext = createContext<readonly Widget[]>([]);
/** All widgets of the house; the shell gives them once. */
export const WidgetProvider = WidgetContext.Provider;

/** Widgets of one slot that this person may see, in their order. */
export function useWidgets(slot: Slot): readonly Widget[] {
  const widgets = useContext(WidgetContext);
  const { hasRole } = useSession();
  return widgets
    .filter((widget) => widget.slot === slot && (widget.roles.includes('*') || hasRole(...widget.roles)))
    .toSorted((a, b) => a.order - b.order);
}

const loaded = new WeakMap<Widget, LazyExoticComponent<ComponentType<WidgetProps>>>();

function viewOf(widget: Widget): LazyExoticComponent<ComponentType<WidgetProps>> {
  const known = loaded.get(widget);
  if (known !== undefined) return known;
  const made = lazy(async () => ({ default: await widget.load() }));
  loaded.set(widget, made);
  return made;
}

/** One widget, loaded with its room's chunk. */
export function WidgetView({ widget, ...props }: WidgetProps & { readonly widget: Widget }) {
  const View = viewOf(widget);
  return (
    <Suspense fallback={<Loading />}>
      <View {...props} />
    </Suspense>
  );
}
