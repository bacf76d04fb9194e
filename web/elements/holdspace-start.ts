/** The start page: name a room, get its links. `<holdspace-start></holdspace-start>`. */

import {type CSSResultGroup, html, LitElement, nothing, type TemplateResult, unsafeCSS} from 'lit';
import {customElement} from 'lit/decorators.js';

import startSheet from '../styles/start.css?inline';
import {checkIcon, copyIcon, eyeIcon, lockIcon, mark, notRecordedIcon, peopleIcon, sproutIcon} from './icons.ts';
import {languageSwitch} from './language-switch.ts';
import {type Created, createRoom, Refused} from './rooms-api.ts';
import {Speech} from './speech.ts';
import {shared} from './styles.ts';

type LinkRole = 'facilitator' | 'client' | 'observer';

interface Made extends Created {
  /** How long it took, in seconds. */
  readonly seconds: number;
}

@customElement('holdspace-start')
export class HoldspaceStartElement extends LitElement {
  static override styles: CSSResultGroup = [...shared, unsafeCSS(startSheet)];

  readonly #speech = new Speech(this);
  #made: Made | null = null;
  #creating = false;
  #trouble: string | null = null;
  #copied: LinkRole | null = null;
  #said = '';

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'lang') this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const words = this.#speech.words;
    return html`<header class="top" role="banner">
        <span class="brand">${mark}Holdspace</span>
        <span class="end">
          <span class="pill own">${lockIcon}${words.say('start-own-server')}</span>${languageSwitch(words, this.#speech.choose)}
        </span>
      </header>
      <main class="start">
        ${this.#made ? this.#ready(this.#made) : this.#form()}
        <ul class="facts" role="list">
          <li>${notRecordedIcon}${words.say('start-fact-recording')}</li>
          <li>${peopleIcon}${words.say('start-fact-names')}</li>
          <li>${lockIcon}${words.say('start-fact-server')}</li>
        </ul>
      </main>
      <div class="sr" role="status">${this.#said}</div>`;
  }

  #form(): TemplateResult {
    const words = this.#speech.words;
    return html`<h1>${words.say('start-title')}</h1>
      <p class="lead">${words.say('start-lead')}</p>
      <form class="card form" @submit=${this.#create}>
        <label class="field" for="name">${words.say('start-name')}</label>
        <input class="text" id="name" name="name" autocomplete="off" maxlength="120" aria-describedby="name-help" />
        <p class="help" id="name-help">${words.say('start-name-help')}</p>
        <button class="btn primary big wide" aria-disabled=${this.#creating}>${words.say(this.#creating ? 'start-creating' : 'start-create')}</button>
        ${this.#trouble === null ? nothing : html`<p class="trouble" role="alert">${this.#trouble}</p>`}
      </form>`;
  }

  #ready(made: Made): TemplateResult {
    const words = this.#speech.words;
    return html`<p class="done">${checkIcon}${words.say('start-ready', {seconds: made.seconds})}</p>
      <h1 tabindex="-1" data-landing><bdi>${made.name}</bdi></h1>
      <p class="lead">${words.say('start-links')}</p>
      <div class="links">
        <article class="card first">
          <h2><span class="badge facilitator">${sproutIcon}</span>${words.say('start-facilitators')}</h2>
          <p>${words.say('start-facilitators-text')}</p>
          ${this.#link('facilitator', made.facilitatorUrl)}
          <p class="help">${words.say('start-facilitators-help')}</p>
          <a class="btn primary big wide" href=${made.facilitatorUrl}>${words.say('start-open')}</a>
        </article>
        <article class="card">
          <h2><span class="badge client">${peopleIcon}</span>${words.say('start-clients')}</h2>
          <p>${words.say('start-clients-text')}</p>
          ${this.#link('client', made.clientUrl)}
        </article>
        <article class="card">
          <h2><span class="badge observer">${eyeIcon}</span>${words.say('start-observers')}</h2>
          <p>${words.say('start-observers-text')}</p>
          ${this.#link('observer', made.observerUrl)}
        </article>
      </div>
      <button class="btn again" @click=${this.#again}>${words.say('start-another')}</button>`;
  }

  #link(role: LinkRole, url: string): TemplateResult {
    const words = this.#speech.words;
    const copied = this.#copied === role;
    return html`<div class="copy">
      <input readonly dir="ltr" .value=${url} aria-label=${words.say(`start-link-${role}`)} data-link=${role} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      <button class="btn small line ${copied ? 'copied' : ''}" aria-label=${words.say(copied ? `start-copy-again-${role}` : `start-copy-${role}`)} @click=${() => this.#copy(role, url)}>
        ${copied ? checkIcon : copyIcon}${words.say(copied ? 'start-copied' : 'start-copy')}
      </button>
    </div>`;
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = this.renderRoot.querySelector<HTMLInputElement>('#name')?.value.trim() ?? '';
    if (this.#creating) return;
    if (name === '') return this.#complain(this.#speech.words.say('start-name-missing'));
    this.#creating = true;
    this.#complain(null);
    const began = performance.now();
    try {
      const created = await createRoom(name);
      this.#made = {...created, seconds: (performance.now() - began) / 1000};
    } catch (error) {
      this.#complain(this.#why(error));
    } finally {
      this.#creating = false;
      this.requestUpdate();
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-landing]')?.focus();
  };

  #why(error: unknown): string {
    if (!(error instanceof Refused)) return this.#speech.words.say('start-unreachable');
    return error.notAllowed
      ? this.#speech.words.say('start-not-allowed')
      : this.#speech.words.say('start-refused', {reason: error.message});
  }

  #complain(trouble: string | null): void {
    this.#trouble = trouble;
    this.requestUpdate();
  }

  readonly #again = (): void => {
    this.#made = this.#copied = null;
    this.#said = '';
    this.requestUpdate();
  };

  async #copy(role: LinkRole, url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.#copied = role;
      this.#said = this.#speech.words.say(`start-copied-${role}`);
    } catch {
      // Not every browser gives its clipboard, and none does on plain http.
      this.renderRoot.querySelector<HTMLInputElement>(`[data-link="${role}"]`)?.focus();
      this.#said = this.#speech.words.say('start-copy-by-hand');
    }
    this.requestUpdate();
  }
}
