/** Whether this machine is overworked, by sending its own picture or by showing others': WebRTC's statistics of two moments. */

export interface StrainEntry {
  readonly id?: string;
  readonly type: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly rid?: string;
  readonly qualityLimitationReason?: string;
  readonly totalEncodeTime?: number; // s
  readonly framesDecoded?: number;
  readonly framesDropped?: number;
}

type Report = readonly StrainEntry[];

/** The part of a second that may go into encoding our camera: one thread of it, with room for whatever else there is. */
const ENCODING_MOST = 0.7;
/** Of the pictures that came, so many are not shown in time. */
const DROPPED_MOST = 0.1;
/** Two or three pictures are little work for any machine: where those drop, it is for another reason. */
const TILES_LEAST = 4;
/** Pictures between two looks: below, the part of them says little. */
const PICTURES_LEAST = 40;

/** Whether the camera is more than the machine bears. */
export function strainedBySending(before: Report, now: Report): boolean {
  const layers = now.filter(({type, rid}) => type === 'outbound-rtp' && rid);
  if (layers.some(({qualityLimitationReason}) => qualityLimitationReason === 'cpu')) return true;
  // Chromium counts the time of a picture for each of its layers anew, so they are not added up.
  return layers.some(
    (layer) => grown(before, [layer], ({totalEncodeTime = 0}) => totalEncodeTime) > ENCODING_MOST * seconds(before, layer),
  );
}

/** Whether others' pictures are. */
export function strainedByShowing(before: Report, now: Report): boolean {
  const tiles = now.filter((entry) => entry.type === 'inbound-rtp' && entry.kind === 'video' && grown(before, [entry], came) > 0);
  const dropped = grown(before, tiles, ({framesDropped = 0}) => framesDropped);
  const all = grown(before, tiles, came);
  return tiles.length >= TILES_LEAST && all >= PICTURES_LEAST && dropped > DROPPED_MOST * all;
}

function came({framesDecoded = 0, framesDropped = 0}: StrainEntry): number {
  return framesDecoded + framesDropped;
}

function seconds(before: Report, entry: StrainEntry): number {
  const earlier = before.find(({id}) => id === entry.id);
  return earlier ? (entry.timestamp - earlier.timestamp) / 1000 : Number.POSITIVE_INFINITY;
}

/** How much more there is of what was there before; what is new, or counts anew, says nothing yet. */
function grown(before: Report, now: Report, read: (entry: StrainEntry) => number): number {
  return now.reduce((sum, entry) => {
    const earlier = before.find(({id}) => id === entry.id);
    return sum + (earlier ? Math.max(0, read(entry) - read(earlier)) : 0);
  }, 0);
}
