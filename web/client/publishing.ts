/** Sends what is switched on, and tells the server so while it listens. */

import type {Media} from './media.ts';
import type {Request} from './messages.ts';
import type {Own, Switches} from './switches.ts';

const SOURCES = ['microphone', 'camera'] as const;

export class Publishing {
  readonly #switches: Switches;
  readonly #media: Media;
  readonly #tell: (request: Request) => void;
  #told: Own | null = null;
  #isOpen = false;
  #tried: MediaStreamTrack | null = null;

  constructor(switches: Switches, media: Media, tell: (request: Request) => void) {
    this.#switches = switches;
    this.#media = media;
    this.#tell = tell;
  }

  /** What is on now, or will be in a moment, as it is told to the server in another way. */
  tell(own = this.#switches.own): Own {
    this.#told = own;
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
    if (!this.#isOpen) return;
    const before = this.#told;
    const own = this.tell();
    const news = SOURCES.filter((source) => own[source] !== before?.[source]);
    if (news.length > 0) this.#tell({type: 'publish', ...Object.fromEntries(news.map((source) => [source, own[source]]))});
  }
}
