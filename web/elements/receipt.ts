/** A receipt as a file that its owner keeps: readable by people, and enough to check it without us. */

import type {Receipt} from '../client/entrance.ts';
import type {Norms} from '../client/state.ts';

const MILLISECONDS = 1000;

export interface ReceiptFile {
  readonly name: string;
  readonly text: string;
}

/** Whoever hashes `text` with SHA-256 finds `sha256_of_text`: that is what was agreed to. */
export function normsReceipt(receipt: Receipt, norms: Norms, roomName: string): ReceiptFile {
  const agreedAt = new Date(receipt.agreedAt * MILLISECONDS).toISOString();
  const content = {
    receipt: 'group norms',
    room: roomName,
    version: receipt.version,
    agreed_at: agreedAt,
    sha256_of_text: receipt.textHash,
    ...(norms.version === receipt.version && {text: norms.text}),
  };
  return {name: `norms-${receipt.version}-${agreedAt.slice(0, 10)}.json`, text: `${JSON.stringify(content, null, 2)}\n`};
}

/** Hand a file to whoever looks at `page`. */
export function download({name, text}: ReceiptFile, page: Document): void {
  const address = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  const link = page.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
