import { createHome } from './home.ts';
import { createModals } from './modals.ts';
import { createOptions } from './options.ts';
import type { SlackParts } from './parts.ts';
import type { Surfaces } from './receive.ts';
import { createShortcuts } from './shortcuts.ts';
import { createViewPresses } from './view-presses.ts';

/** Everything in Slack that opens: modals, the home tab, shortcuts, menus. */
export function createSurfaces(parts: SlackParts): Surfaces {
  return {
    modals: createModals(parts),
    home: createHome(parts),
    shortcuts: createShortcuts(parts),
    options: createOptions(parts),
    presses: createViewPresses(parts),
  };
}
