/**
 * The page `/r/{room_id}#k={key}`: takes the key out of the address bar, so that nobody copies or photographs it by
 * chance, and shows the room. What leads back to the place stays in this tab.
 */

import '../styles/tokens.css';
import '../styles/page.css';
import '../elements/holdspace-room.ts';

import {keepOf, keyOf, roomAddress} from './link.ts';

const here = new URL(location.href);
const room = roomAddress(here);
const key = keyOf(here);
// Only the fragment goes: the address still leads to the room, and the key stays with the tab.
if (key) history.replaceState(null, '', room);

const element = document.createElement('holdspace-room');
element.keep = keepOf(sessionStorage, room);
element.key = key;
element.room = room;
element.addEventListener('joined', () => {
  const name = element.client?.state.room?.name;
  if (name) document.title = name;
});
document.body.append(element);
