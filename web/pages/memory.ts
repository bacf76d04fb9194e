/** Where our own page remembers somebody on this device, for as long as they wish it. */

import type {Memory} from '../elements/memory.ts';
import {type Drawer, slotOf} from './link.ts';

/**
 * Remember things for `room` in `lasting`. With the choices goes the seat secret that `drawer` has for this tab, so that
 * the room knows the person again next week; forgetting takes both away.
 */
export function memoryOf(lasting: Drawer, room: string, drawer: Pick<Drawer, 'getItem'>): Memory {
  const [choices, seat] = [slotOf(room, 'choices'), slotOf(room, 'seat')];
  return {
    read: () => lasting.getItem(choices),
    write: (text) => {
      const secret = drawer.getItem(seat);
      if (text === null) for (const slot of [choices, seat]) lasting.removeItem(slot);
      else lasting.setItem(choices, text);
      if (text !== null && secret !== null) lasting.setItem(seat, secret);
    },
  };
}
