/** What facilitators do with the room and with the people in it. The server decides; everyone else is refused with 'not-allowed'. */

import type {Ask, ChatMode} from './messages.ts';

export class Chair {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async admit(participant: string): Promise<void> {
    await this.#ask({type: 'admit', participant});
  }

  async admitAll(): Promise<void> {
    await this.#ask({type: 'admit_all'});
  }

  async refuse(participant: string): Promise<void> {
    await this.#ask({type: 'refuse', participant});
  }

  async remove(participant: string): Promise<void> {
    await this.#ask({type: 'remove', participant});
  }

  async ban(participant: string): Promise<void> {
    await this.#ask({type: 'ban', participant});
  }

  async mute(participant: string): Promise<void> {
    await this.#ask({type: 'mute', participant});
  }

  async muteAll(): Promise<void> {
    await this.#ask({type: 'mute_all'});
  }

  async askToUnmute(participant: string): Promise<void> {
    await this.#ask({type: 'ask_to_unmute', participant});
  }

  async stopCamera(participant: string): Promise<void> {
    await this.#ask({type: 'stop_camera', participant});
  }

  async lowerHands(participant?: string): Promise<void> {
    await this.#ask({type: 'lower_hand', ...(participant !== undefined && {participant})});
  }

  async lock(on: boolean): Promise<void> {
    await this.#ask({type: 'lock', on});
  }

  async setLobby(on: boolean): Promise<void> {
    await this.#ask({type: 'lobby', on});
  }

  async setChatMode(mode: ChatMode): Promise<void> {
    await this.#ask({type: 'chat_mode', mode});
  }

  async endSession(): Promise<void> {
    await this.#ask({type: 'end_session'});
  }
}
