/** What browsers on phones can do by themselves; others read the picture with a library that comes when it is needed. */
interface Detector {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new () => Detector;

/** milliseconds between two looks */
const LOOK = 150;

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

function readByBrowser(Found: DetectorClass, video: HTMLVideoElement, onText: (text: string) => void): () => void {
  const detector = new Found();
  let isOver = false;
  const look = async (): Promise<void> => {
    const [first] = await detector.detect(video).catch(() => []);
    if (isOver) return;
    if (first === undefined) setTimeout(look, LOOK);
    else onText(first.rawValue);
  };
  void look();
  return () => {
    isOver = true;
  };
}

async function readByLibrary(video: HTMLVideoElement, onText: (text: string) => void): Promise<() => void> {
  const { BrowserMultiFormatReader } = await import('@zxing/browser');
  const reader = new BrowserMultiFormatReader(undefined, { delayBetweenScanAttempts: LOOK });
  let isOver = false;
  const controls = await reader.decodeFromVideoElement(video, (result) => {
    if (result === undefined || isOver) return;
    isOver = true;
    onText(result.getText());
  });
  return () => {
    isOver = true;
    controls.stop();
  };
}

/**
 * Shows the camera at the back in this picture and tells the first code that is seen.
 *
 * @returns closes the camera
 */
export async function readCamera(video: HTMLVideoElement, onText: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  video.srcObject = stream;
  await video.play();
  const Found = detectorClass();
  const stop = Found === undefined ? await readByLibrary(video, onText) : readByBrowser(Found, video, onText);
  return () => {
    stop();
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
