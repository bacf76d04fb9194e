/** The page of receipts: `<holdspace-receipt></holdspace-receipt>`. The file stays on the device of whoever opens it. */

import {type CSSResultGroup, html, LitElement, nothing, type TemplateResult, unsafeCSS} from 'lit';
import {customElement} from 'lit/decorators.js';

import {toHex} from '../client/canonical.ts';
import {BadReceipt, type Proof, prove} from '../client/receipt-proof.ts';
import receiptSheet from '../styles/receipt.css?inline';
import {checkIcon, documentIcon, infoIcon, lockIcon, mark} from './icons.ts';
import {languageSwitch} from './language-switch.ts';
import {entryWords, secondsRecorded} from './receipt-words.ts';
import {minutesIn} from './recording-look.ts';
import {readReceipts} from './recording-receipt.ts';
import {Speech} from './speech.ts';
import {shared} from './styles.ts';
import type {Words} from './words.ts';

const GROUP = 4; // signs of a fingerprint that stand together

interface Read {
  readonly room: string;
  /** The public key of the node, in hex. */
  readonly key: string;
  readonly proofs: readonly Proof[];
}

@customElement('holdspace-receipt')
export class HoldspaceReceiptElement extends LitElement {
  static override styles: CSSResultGroup = [...shared, unsafeCSS(receiptSheet)];

  readonly #speech = new Speech(this);
  #read: Read | null = null;
  #refused: BadReceipt | null = null;

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
        <span class="end">${languageSwitch(words, this.#speech.choose)}</span>
      </header>
      <main class="receipt">
        <h1>${words.say('receipt')}</h1>
        <p class="lead">${words.say('receipt-lead')}</p>
        <label class="card file">
          <span>${documentIcon}${words.say('receipt-choose')}</span>
          <input type="file" accept="application/json,.json" @change=${(event: Event) => void this.#open(event)} />
          <small class="help">${lockIcon}${words.say('receipt-private')}</small>
        </label>
        <div role="status">${this.#verdict(words)}</div>
        ${this.#read ? found(this.#read, words) : nothing}
      </main>`;
  }

  async #open(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    this.#read = this.#refused = null;
    try {
      const saved = readReceipts(await file.text());
      if (!saved || saved.receipts.length === 0) throw new BadReceipt('no-receipt');
      const proofs = await Promise.all(saved.receipts.map((each) => prove(each, saved.key)));
      this.#read = {room: saved.room, key: toHex(saved.key), proofs};
    } catch (error) {
      this.#refused = error instanceof BadReceipt ? error : new BadReceipt('no-receipt');
    }
    this.requestUpdate();
  }

  #verdict(words: Words): TemplateResult | typeof nothing {
    if (this.#read) return html`<p class="verdict good">${checkIcon}${words.say('receipt-good')}</p>`;
    if (!this.#refused) return nothing;
    const {code, place} = this.#refused;
    return html`<p class="verdict bad">${infoIcon}${words.say(`receipt-${code}`, {place: place ?? 0})}</p>`;
  }
}

function found({room, key, proofs}: Read, words: Words): TemplateResult {
  return html`${proofs.map((proof) => one(proof, room, words))}
    <section class="card">
      <h2>${words.say('receipt-key')}</h2>
      <p>${words.say('receipt-key-text')}</p>
      <p><code>${grouped(key)}</code></p>
    </section>`;
}

function one({entries, ledger, head, size, at}: Proof, room: string, words: Words): TemplateResult {
  return html`<section class="card">
    <h2>${room ? html`<bdi>${room}</bdi>` : words.say('receipt')}</h2>
    <p>${words.say('receipt-recorded', {minutes: minutesIn(secondsRecorded(entries))})}</p>
    <ol class="log" role="list">
      ${entries.map(
        (entry) =>
          html`<li><time class="num" datetime=${new Date(entry.at).toISOString()}>${words.say('receipt-time', {at: entry.at})}</time><span>${entryWords(entry.fact, words)}</span></li>`,
      )}
    </ol>
    <p class="help">${words.say('receipt-signed', {size, at})}</p>
    <p class="help">${words.say('receipt-ledger')} <code>${grouped(ledger)}</code></p>
    <p class="help">${words.say('receipt-head')} <code>${grouped(head)}</code></p>
  </section>`;
}

/** Digits that can be compared by eye. */
function grouped(hex: string): string {
  return hex.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join(' ') ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'holdspace-receipt': HoldspaceReceiptElement;
  }
}
