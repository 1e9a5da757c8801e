"""A disk that fails or is full, under the real server: what was promised stays, what could not be done says so."""

import os

import pytest
from support.ground import MIB, SMALL, Ground
from support.recipients import Recipient
from support.small_disk import SmallDisk
from support.strace import Strace
from support.waiting import eventually


@pytest.fixture
def ground(tmp_path):
    ground = Ground(tmp_path / "own")
    yield ground
    ground.service.kill()


@pytest.mark.parametrize("when", [1, 2])
def test_a_file_that_is_not_confirmed(ground, when):
    """ST-03: after an fsync that failed the upload is refused and leaves nothing, and no file is taken until a restart."""
    before = ground.blobs
    with Strace(ground.service, "fsync", "EIO", when=when) as strace:
        assert ground.office.upload_raw(ground.draft, "unsafe.bin", SMALL).status == 503
        assert strace.injected == 1
        assert ground.office.upload_raw(ground.draft, "second.bin", SMALL).status == 503, "tried again"
    assert ground.office.upload_raw(ground.draft, "third.bin", SMALL).status == 503
    assert ground.blobs == before
    assert not any(ground.listed(name) for name in ("unsafe.bin", "second.bin", "third.bin"))
    assert "did not confirm a write" in ground.service.log
    ground.still_reads()
    ground.office.write(ground.case, title="Rows are still written")
    ground.service.stop()
    ground.service.start()
    ground.office.upload_raw(ground.draft, "after.bin", SMALL).expect(201)
    ground.still_reads()


def test_a_row_that_is_not_confirmed(ground):
    """ST-03: after a failed commit the action is refused, nothing more is written until a restart, and reading goes on."""
    form = lambda: ground.office.browser.get(f"{ground.case}").expect(200).follow("New update").expect(200)
    page = form()
    with Strace(ground.service, "fdatasync", "EIO", when="1") as strace:
        assert page.press("Save draft", title="Unsafe", body="x").status == 503
        assert strace.injected == 1
        assert page.press("Save draft", title="Second", body="x").status == 503, "tried again"
    assert page.press("Save draft", title="Third", body="x").status == 503
    assert ground.office.upload_raw(ground.draft, "file.bin", SMALL).status == 503
    assert ground.office.browser.get(ground.case).expect(200)
    assert ground.office.browser.get(ground.send.url).expect(200)
    assert "has stopped writing" in ground.service.log
    ground.service.kill()
    ground.service.start()
    words = ground.office.browser.get(ground.case).expect(200).words
    assert "Second" not in words and "Third" not in words
    ground.office.write(ground.case, title="After the restart")
    ground.still_reads()


@pytest.mark.parametrize("error, when", [("ENOSPC", 1), ("ENOSPC", 3), ("EDQUOT", 2)])
def test_an_upload_that_meets_a_full_disk(ground, error, when):
    """ST-04: 507 at whichever write the disk is full, nothing half listed, and the next upload goes through."""
    before = ground.blobs
    status, met = ground.upload_under(
        lambda part: Strace(ground.service, "write", error, when=when, paths=[part]), "full.bin"
    )
    assert status == 507 and met == 1
    eventually(lambda: ground.blobs == before, 5, "the end of the half file")
    assert not ground.listed("full.bin")
    ground.still_reads()
    ground.office.upload_raw(ground.draft, "next.bin", SMALL).expect(201)


@pytest.mark.parametrize("error, when", [("ENOSPC", "1+"), ("ENOSPC", "2+"), ("EDQUOT", "1+")])
def test_a_row_that_meets_a_full_disk(ground, error, when):
    """ST-04: 507 at whichever write of a commit the disk is full; afterwards it goes on without a restart."""
    page = ground.office.browser.get(ground.case).expect(200).follow("New update").expect(200)
    with Strace(ground.service, "pwrite64", error, when=when, paths=ground.database_files) as strace:
        assert page.press("Save draft", title="Too much", body="x").status == 507
        assert strace.injected >= 1
        assert "Too much" not in ground.office.browser.get(ground.case).expect(200).words
    ground.office.write(ground.case, title="There is room again")
    assert "Too much" not in ground.office.browser.get(ground.case).expect(200).words
    eventually(lambda: ground.office.upload_raw(ground.draft, "next.bin", SMALL).status == 201, 15, "files again")
    ground.still_reads()
    ground.service.kill()
    ground.service.start()
    ground.still_reads()


@pytest.mark.skipif(not SmallDisk.is_allowed, reason="only root may mount a file system")
def test_a_small_disk_that_is_full(tmp_path):
    """ST-04: files are refused, rows are written into the reserve, refusals are still recorded, and it recovers by itself."""
    disk = SmallDisk(tmp_path / "own" / "data", 8)
    ground = None
    try:
        ground = Ground(tmp_path / "own")
        reserve = disk.path / "reserve"
        held = reserve.stat().st_size
        assert held == 512 << 10
        before = ground.blobs
        assert ground.office.upload_raw(ground.draft, "huge.bin", os.urandom(8 * MIB)).status == 507
        eventually(lambda: ground.blobs == before, 5, "the end of the half file")
        disk.fill()
        assert ground.office.upload_raw(ground.draft, "small.bin", SMALL * 1000).status == 507
        stranger = Recipient(ground.service, ground.person.address, ground.box)
        stranger._codes = 1
        page = stranger.ask(ground.link).expect(200)
        code = stranger.code()
        last = str((int(code[-1]) + 1) % 10)
        assert page.press("Continue", code=code[:-1] + last).status == 422
        assert ground.office.timeline(ground.send, ground.person.name).having("Wrong code")
        assert reserve.stat().st_size == 0
        eventually(lambda: "The disk is full" in ground.service.log, 10, "the alarm")
        ground.still_reads()
        assert not ground.listed("huge.bin") and not ground.listed("small.bin")
        disk.empty()
        eventually(lambda: reserve.stat().st_size == held, 15, "the reserve to be back")
        ground.office.upload_raw(ground.draft, "fits.bin", SMALL * 1000).expect(201)
        ground.still_reads()
        ground.service.stop()
        ground.service.start()
        ground.still_reads()
    finally:
        if ground:
            ground.service.kill()
        disk.unmount()
