import { Dialog, Note, useTexts } from '@lienmach/ui';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../texts.ts';
import { readCamera } from './read-camera.ts';

/** Hold the code in front of the camera; the first one that is read closes this. */
export function CameraScan({
  onScan,
  onClose,
}: {
  readonly onScan: (text: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    let isGone = false;
    let stop = (): void => undefined;
    const open = async (): Promise<void> => {
      if (video.current === null) return;
      const close = await readCamera(video.current, (text) => latest.current(text));
      if (isGone) close();
      else stop = close;
    };
    open().catch(() => isGone || setRefused(true));
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return (
    <Dialog title={t.cameraTitle} icon={IconCamera} onClose={onClose}>
      {isRefused ? (
        <Note tone="warn" title={t.cameraRefused}>
          {t.cameraRefusedHint}
        </Note>
      ) : (
        <>
          <video ref={video} className="camera" muted playsInline aria-label={t.cameraTitle} />
          <p className="sec">{t.cameraHint}</p>
        </>
      )}
    </Dialog>
  );
}
