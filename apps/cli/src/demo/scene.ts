import type { LiveView } from '../live-view.js';
import type { Styles } from '../rendering/styles.js';
import type { DevCredentials } from './own-server.js';
import type { DemoSettings } from './settings.js';
import type { Story } from './story.js';

/** What every act of the demo works with. */
export interface Scene {
  readonly credentials: DevCredentials;
  readonly settings: DemoSettings;
  readonly story: Story;
  readonly view: LiveView;
  readonly styles: Styles;
  readonly now: () => Date;
  /** Aborted when the person interrupts, or when the demo has taken far too long. */
  readonly signal: AbortSignal;
}
