/** The layers that our camera is sent in, and which of them are given up, by choice rather than by accident, when the machine is overworked. */

/** By rid, of a capture of 1280x720: quarter, half and whole. */
const LAYERS: Readonly<Record<string, {readonly scaleResolutionDownBy: number; readonly maxBitrate: number}>> = {
  l: {scaleResolutionDownBy: 4, maxBitrate: 120_000},
  m: {scaleResolutionDownBy: 2, maxBitrate: 350_000},
  h: {scaleResolutionDownBy: 1, maxBitrate: 1_200_000},
};

interface Spared {
  /** Pictures a second; null: as many as there are. */
  readonly maxFramerate: number | null;
  readonly without: readonly string[];
}

/** Fewer pictures before smaller ones: a face that is seen moving less is still seen, and one's smallest layer goes last. */
const STEPS: readonly Spared[] = [
  {maxFramerate: null, without: []},
  {maxFramerate: 15, without: []},
  {maxFramerate: 15, without: ['h']},
  {maxFramerate: 15, without: ['h', 'm']},
];

export const STEPS_MOST = STEPS.length - 1;

/** Return the encodings as they are to be after so many steps. */
export function layersAt(encodings: readonly RTCRtpEncodingParameters[], step: number): RTCRtpEncodingParameters[] {
  const {maxFramerate, without} = STEPS[step] ?? {maxFramerate: null, without: []};
  return encodings.map(({maxFramerate: _, ...encoding}) => {
    const {rid} = encoding;
    if (rid === undefined) return {...encoding, ...(maxFramerate !== null && {maxFramerate})};
    return {...encoding, ...LAYERS[rid], active: !without.includes(rid), ...(maxFramerate !== null && {maxFramerate})};
  });
}
