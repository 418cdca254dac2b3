import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** One tab: its name, and a number beside it where there is something to count. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly count?: number;
}

interface TabStripProps<Name extends string> {
  readonly tabs: readonly Tab<Name>[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
  readonly label: string;
}

/** A row of tabs: arrows move along it, as in DevTools (WAI-ARIA tabs pattern). */
export function TabStrip<Name extends string>({ tabs, selected, onSelect, label }: TabStripProps<Name>) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ name }) => name === selected);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.name);
    document.getElementById(tabId(next.name))?.focus();
  };
  // Where the strip is too narrow for all, the one that is shown is not cut off.
  useEffect(() => {
    document.getElementById(tabId(selected))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <div class="tab-strip" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ name, label, count }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(name)}
          aria-selected={name === selected}
          aria-controls={panelId(name)}
          tabIndex={name === selected ? 0 : -1}
          onClick={() => onSelect(name)}
        >
          {label}
          {count !== undefined && <span class="count">{count}</span>}
        </button>
      ))}
    </div>
  );
}

/** What belongs to the selected tab. */
export function TabPanel({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="tab-panel" role="tabpanel" id={panelId(name)} aria-labelledby={tabId(name)} tabIndex={0}>
      {children}
    </div>
  );
}

const tabId = (name: string) => `tab-${name}`;
const panelId = (name: string) => `panel-${name}`;
