// Gives everybody in a made-up room a drawn face instead of a camera. `PORTRAITS` stands above this text: a set of symbols
// by name, lower case.
(() => {
  const drawings = new DOMParser().parseFromString(PORTRAITS, 'image/svg+xml');

  const drawn = async (name) => {
    const symbol = drawings.getElementById(name);
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="960" height="600">${symbol.innerHTML}</svg>`,
    )}`;
    await image.decode();
    return image;
  };

  // A camera that looks at a drawing: a frame now and then, since a video shows nothing before its first.
  const camera = async (name) => {
    const image = await drawn(name);
    const canvas = Object.assign(document.createElement('canvas'), {width: 960, height: 600});
    const brush = canvas.getContext('2d');
    const paint = () => brush.drawImage(image, 0, 0, 960, 600);
    paint();
    setInterval(paint, 100);
    return canvas.captureStream(10);
  };

  window.portraits = {
    camera,
    // One for each of the drawings, by the id of the person.
    all: async () => {
      const names = [...drawings.querySelectorAll('symbol')].map(({id}) => id);
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await camera(name)])));
    },
    // Whether at least so many pictures are on the page, and each has been painted.
    shown: (least) => {
      const deep = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
      const videos = deep(document).filter((one) => one instanceof HTMLVideoElement && one.checkVisibility());
      return videos.length >= least && videos.every((one) => one.getVideoPlaybackQuality().totalVideoFrames > 1);
    },
  };

  const quiet = () => new MediaStreamAudioDestinationNode(new AudioContext()).stream.getAudioTracks();
  navigator.mediaDevices.getUserMedia = async ({audio, video} = {}) =>
    new MediaStream([...(audio ? quiet() : []), ...(video ? (await camera('fern')).getVideoTracks() : [])]);
})();
