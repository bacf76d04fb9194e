/** A voice that says nothing: packets to measure a network by, for someone whose microphone is closed. */

export interface Silence {
  readonly track: MediaStreamTrack | null;
  end(): void;
}

export function silence(): Silence {
  const context = new AudioContext();
  const end = new MediaStreamAudioDestinationNode(context);
  const source = new ConstantSourceNode(context, {offset: 0});
  source.connect(end);
  source.start();
  return {track: end.stream.getAudioTracks()[0] ?? null, end: () => void context.close()};
}
