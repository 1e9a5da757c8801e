"""A real Postfix in a folder of its own, on a high port of this machine."""

import os
import pathlib
import subprocess
import threading

from .mails import MaildirBox
from .ports import free_port, listens
from .waiting import eventually

SETTINGS = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.local.test
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = local.test
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = regexp:{folder}/etc/mailboxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtp_tls_security_level = none
"""

SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

MAILBOXES = """\
/^bounces@local\\.test$/ bounces/
if !/^nobody/
/@local\\.test$/ all/
endif
"""


class Postfix:
    """Everybody at `local.test` has a mailbox but `nobody…`, whose mail bounces; reports return to `bounces@local.test`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        for name in ("etc", "queue", "data", "mail", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        os.chmod(self.folder, 0o755)
        (self.folder / "etc/main.cf").write_text(SETTINGS.format(folder=self.folder))
        (self.folder / "etc/master.cf").write_text(SERVICES.format(port=self.port))
        (self.folder / "etc/mailboxes").write_text(MAILBOXES)
        (self.folder / "log/mail.log").touch()
        subprocess.run(["chown", "postfix", self.folder / "data"], check=True)
        subprocess.run(["chown", "65534:65534", self.folder / "mail"], check=True)
        self.box = MaildirBox(self.folder / "mail/all")
        self.reports = MaildirBox(self.folder / "mail/bounces")

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def start(self):
        done = subprocess.run(["postfix", "-c", self.folder / "etc", "start"], capture_output=True)
        assert done.returncode == 0, done.stderr.decode() + (self.folder / "log/mail.log").read_text()
        eventually(lambda: listens(self.port), 15, "Postfix")
        return self

    def stop(self):
        subprocess.run(["postfix", "-c", self.folder / "etc", "stop"], capture_output=True)


class ReportPump:
    """Feeds every delivery report that returns to the sender's address to the program, as the pipe of a mail server would."""

    def __init__(self, postfix, service):
        self._reports, self._service = postfix.reports, service
        self._fed = 0
        self._end = threading.Event()
        self.said = []
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join(30)

    def _work(self):
        while not self._end.wait(0.2):
            for report in self._reports.all()[self._fed :]:
                self._fed += 1
                done = self._service.run("mail", "ingest", stdin=report.raw)
                self.said.append((done.returncode, done.stdout.decode() + done.stderr.decode()))
