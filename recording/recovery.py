"""Recovery: what a killed writer left is given its end, and is readable up to there."""

from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from recording.errors import Erased, RecorderUnavailable, Tampered
from recording.folder import Folder, digest_of
from recording.key_file import FILE_NAME
from recording.keyring import KeyRing, Listed
from recording.manifest import Manifest, Segment, merged, opened, sealed
from recording.sealed_reader import SealedReader
from recording.sealed_writer import mend
from recording.segment import file_key, gap_in, name_of


def recover(home: Path, keys: KeyRing) -> None:
    """End every recording that was never ended.  Nobody may be writing one."""
    for listed in _cut(keys):
        with suppress(OSError):  # One that the disk does not give must not keep others out.
            end_cut(listed, home, keys)


def has_cut(home: Path, key: bytes) -> bool:
    """Return whether there may be something to recover; a writer finds out what, or why not."""
    path = home.parent / FILE_NAME
    try:
        return path.exists() and bool(_cut(KeyRing(path, key)))
    except RecorderUnavailable:
        return True


def _cut(keys: KeyRing) -> list[Listed]:
    return [each for each in keys.recordings() if each.ended is None and each.erased is None]


def end_cut(listed: Listed, home: Path, keys: KeyRing) -> None:
    """End a recording where its media does, and give back what was set aside for that."""
    folder = Folder.of(home, listed.recording)
    folder.free_spare()
    try:
        key = keys.manifest_key(listed.recording)
        manifest = opened(folder.manifest(), key, listed.recording)
    except Tampered:
        # Whoever reads it is told.  It must not keep all others from being written.
        keys.end(listed.recording, listed.began, b"")
        return
    manifest = replace(
        manifest, segments=tuple(_mended(each, folder, keys) for each in manifest.segments)
    )
    box = sealed(manifest, key)
    folder.save_manifest(box, durable=True)
    keys.end(listed.recording, _end_of(manifest), digest_of(box))


def _mended(segment: Segment, folder: Folder, keys: KeyRing) -> Segment:
    name = name_of(folder.recording, segment.number)
    try:
        data_key = keys.get(folder.recording, segment.owner, str(segment.interval))
        key = file_key(data_key, name)
        size = mend(folder.segment(segment.number), key, name, synced=segment.size)
    except (Erased, Tampered, FileNotFoundError):
        return segment  # Said again to whoever reads it.
    with closing(SealedReader(folder.open_segment(segment.number), key, name)) as reader:
        stamp = reader.chunks[-1].stamp
        gaps = merged((*segment.gaps, *(gap_in(note) for note in reader.notes if note)))
    return replace(segment, size=size, ended=segment.began + stamp / 1000, gaps=gaps)


def _end_of(manifest: Manifest) -> float:
    """Return the latest moment of which anything is known."""
    if manifest.ended is not None:
        return manifest.ended.at
    moments = [each.opened.at for each in manifest.intervals]
    moments += [each.shut.at for each in manifest.intervals if each.shut is not None]
    moments += [each.ended for each in manifest.segments]
    return max(moments, default=manifest.sheet.began)
