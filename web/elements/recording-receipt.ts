/** What proves one's answers, as a file: to be kept, and to be read and checked without us on the page of receipts. */

import {fromHex, toHex} from '../client/canonical.ts';
import type {ConsentReceipt} from '../client/consenting.ts';
import type {ReceiptFile} from './receipt.ts';

const TITLE = 'recording receipt';

/** What such a file holds. */
export interface SavedReceipts {
  readonly room: string;
  readonly key: Uint8Array;
  readonly receipts: readonly Uint8Array[];
}

export function recordingReceipt(receipts: readonly ConsentReceipt[], roomName: string, now = new Date()): ReceiptFile {
  const content = {
    holdspace: TITLE,
    room: roomName,
    key: toHex(receipts[0]?.key ?? Uint8Array.of()),
    receipts: receipts.map(({receipt}) => btoa(String.fromCharCode(...receipt))),
  };
  return {name: `recording-${now.toISOString().slice(0, 10)}.json`, text: `${JSON.stringify(content, null, 2)}\n`};
}

/** null: it is no such file. */
export function readReceipts(text: string): SavedReceipts | null {
  try {
    const {holdspace, room, key, receipts} = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (holdspace !== TITLE || typeof key !== 'string' || !Array.isArray(receipts)) return null;
    const bytes = receipts.map((each) => Uint8Array.from(atob(`${each}`), (sign) => sign.charCodeAt(0)));
    return {room: typeof room === 'string' ? room : '', key: fromHex(key), receipts: bytes};
  } catch {
    return null;
  }
}
