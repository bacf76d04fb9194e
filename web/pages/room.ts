/**
 * The page `/r/{room_id}#k={key}`: takes the key out of the address bar, so that nobody copies or photographs it by
 * chance, and shows the room. `#d={code}` takes up a place from another device instead. What leads back to the place stays in
 * this tab; what this device remembers of somebody, it remembers because they ticked it.
 */

import '../styles/tokens.css';
import '../styles/page.css';
import '../elements/holdspace-room.ts';

import {speak} from './language.ts';
import {codeOf, drawerOf, keepOf, keyOf, roomAddress} from './link.ts';
import {memoryOf} from './memory.ts';

const tab = drawerOf(() => sessionStorage);
const device = drawerOf(() => localStorage);
const here = new URL(location.href);
const room = roomAddress(here);
const key = keyOf(here);
const code = codeOf(here);
// Only the fragment goes: the address still leads to the room, and the key stays with the tab.
if (key || code) history.replaceState(null, '', room);
speak(document, tab);

const element = document.createElement('holdspace-room');
element.keep = keepOf(tab, room, device);
element.memory = memoryOf(device, room, tab);
element.key = key;
element.code = code;
element.room = room;
const entitle = (): void => {
  document.title = element.pageTitle || document.title;
};
for (const event of ['joined', 'left', 'recording-changed', 'language']) element.addEventListener(event, entitle);
document.body.append(element);
