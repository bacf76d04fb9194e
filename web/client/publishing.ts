/** Sends what is switched on, and tells the server so while it listens. */

import type {Media} from './media.ts';
import type {Request} from './messages.ts';
import type {Screen} from './screen.ts';
import type {Own, Switches} from './switches.ts';

const SOURCES = ['microphone', 'camera', 'screen'] as const;

/** What the server knows to be on. */
type Told = Own & {readonly screen: boolean};

export class Publishing {
  readonly #switches: Switches;
  readonly #screen: Screen;
  readonly #media: Media;
  readonly #tell: (request: Request) => void;
  #told: Told | null = null;
  #isOpen = false;
  #tried: MediaStreamTrack | null = null;

  constructor(switches: Switches, screen: Screen, media: Media, tell: (request: Request) => void) {
    this.#switches = switches;
    this.#screen = screen;
    this.#media = media;
    this.#tell = tell;
  }

  /** What is on now, or will be in a moment, as it is told to the server in another way; nobody comes in with a screen. */
  tell(own = this.#switches.own): Own {
    this.#told = {...own, screen: false};
    return own;
  }

  /** The server sees us in our place. Back in one, it knows how it was, not how it is. */
  open({returning}: {readonly returning: boolean}): void {
    if (returning) this.#told = null;
    this.#isOpen = true;
    this.follow();
  }

  /** Nobody listens; twice is harmless. */
  close(): void {
    this.#isOpen = false;
  }

  /** Send `track` for as long as the microphone is off, for the network test; null ends that. */
  try(track: MediaStreamTrack | null): void {
    this.#tried = track;
    this.follow();
  }

  follow(): void {
    void this.#media.send('microphone', this.#switches.sent('microphone') ?? this.#tried);
    void this.#media.send('camera', this.#switches.sent('camera'));
    void this.#media.send('screen', this.#screen.picture);
    void this.#media.send('screen-audio', this.#screen.sound);
    if (!this.#isOpen) return;
    const before = this.#told;
    const now = {...this.#switches.own, screen: this.#screen.picture !== null};
    this.#told = now;
    const news = SOURCES.filter((source) => now[source] !== before?.[source]);
    if (news.length > 0) this.#tell({type: 'publish', ...Object.fromEntries(news.map((source) => [source, now[source]]))});
  }
}
