"""Many guesses at one code at the same moment, on a server that is killed meanwhile (IV-04)."""

import asyncio
import collections
import random
import secrets
import urllib.parse

from .office import Office
from .recipients import Recipient

EXHAUSTED = "All tries for this code are used"
LEFT = {
    "Check the reference, and enter the code": 4,
    "You can try 3 more times": 3,
    "You can try 2 more times": 2,
    "You can try once more": 1,
}
MOST_COMPARED = 5


class Guess:
    """One form with one code, sent whole but for its last byte until it is let go."""

    def __init__(self, port, request, source):
        self.port, self.request, self.source = port, request, source
        self.answer = None

    async def prepare(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.source, 0))
        self.writer.write(self.request[:-1])
        await self.writer.drain()

    async def let_go(self):
        """Keeps what was answered; nothing if the connection ended before the answer was whole."""
        try:
            self.writer.write(self.request[-1:])
            said = await asyncio.wait_for(self.reader.read(), 60)
        except OSError:
            return
        finally:
            self.writer.close()
        head, _, body = said.partition(b"\r\n\r\n")
        if b"</html>" in body or head.startswith(b"HTTP/1.1 303"):
            self.answer = Answer(head, body)


class Answer:
    """What one guess was told."""

    def __init__(self, head, body):
        self.status = int(head.split(b" ", 2)[1])
        text = body.decode("utf-8", "replace")
        self.left = next((left for words, left in LEFT.items() if words in text), None)
        self.is_exhausted = EXHAUSTED in text
        self.is_grant = self.status == 303


class Storm:
    """Rounds of guesses, each at a challenge of its own. What must hold is asserted; the counts are kept.

    `disturb` is called while the answers come: it may kill the server, which then is started again, or cut its database off.
    """

    def __init__(self, service, box, people, seed=1):
        self.service, self.box = service, box
        self.chance = random.Random(seed)
        self.counts = collections.Counter()
        self.people = [f"storm-{number}-{secrets.token_hex(3)}@local.test" for number in range(people)]
        office = Office(service).sign_in()
        case, contacts = office.case_with(*((f"Storm {number}", who) for number, who in enumerate(self.people)))
        update = office.update(case, ("paper.txt", b"for the right eyes"))
        office.send(update, *contacts, associate=False)

    def round(self, address, guesses, disturb, alone=0):
        """Lets the first `alone` guesses go one by one, each with a kill close behind it, and the others all at once."""
        recipient = Recipient(self.service, address, self.box)
        link = self.box.notice(address).links[0]
        page = recipient.ask(link).expect(200)
        code = recipient.code().replace(" ", "")
        waiting = [self._guess(recipient, page, self._other(code)) for _ in range(guesses)]
        answers = []
        while waiting:
            if alone:
                let_go, kept, alone = waiting[:1], waiting[1:], alone - 1
                asyncio.run(self._let_go(let_go, self.service.kill, within=0.03))
            else:
                let_go, kept = waiting, []
                asyncio.run(self._let_go(let_go, disturb, within=0.4))
            answers += [guess.answer for guess in let_go if guess.answer]
            unanswered = [guess for guess in let_go if not guess.answer]
            self.counts["unanswered"] += len(unanswered)
            if not self.service.is_running:
                self.counts["kills"] += 1
                self.service.start()
            waiting = kept + [self._again(guess) for guess in unanswered]
        self._judge(answers, guesses)
        last = page.press("Continue", code=code)
        assert last.status == 422, f"the right code as the sixth was answered {last.status}"
        assert recipient.download(link).status == 303, "the right code as the sixth opened the link"
        self.counts["rounds"] += 1

    def _judge(self, answers, guesses):
        lefts = sorted(answer.left for answer in answers if answer.left)
        assert len(answers) == guesses
        assert not any(answer.is_grant for answer in answers), "a wrong code opened the link"
        assert len(set(lefts)) == len(lefts), f"the same try was given twice: {lefts}"
        exhausted = sum(answer.is_exhausted for answer in answers)
        others = collections.Counter(
            answer.status for answer in answers if not answer.left and not answer.is_exhausted
        )
        assert set(others) <= {500, 503}, f"answers of another kind: {others}"
        self.counts["guesses"] += guesses
        self.counts["answers that told of a comparison"] += len(lefts)
        self.counts["answers that all tries are used"] += exhausted
        self.counts["answers that the database was away"] += sum(others.values())

    async def _let_go(self, guesses, disturb, within):
        for start in range(0, len(guesses), 100):
            await asyncio.gather(*(guess.prepare() for guess in guesses[start : start + 100]))
        disturbing = asyncio.create_task(self._disturb(disturb, within))
        await asyncio.gather(*(guess.let_go() for guess in guesses))
        await disturbing

    async def _disturb(self, disturb, within):
        await asyncio.sleep(self.chance.uniform(0, within))
        await asyncio.to_thread(disturb)

    def _other(self, code):
        while (guess := f"{self.chance.randrange(10**8):08}") == code:
            pass
        return guess

    def _guess(self, recipient, page, code):
        form = page.form("Continue").fill(code=code)
        body = urllib.parse.urlencode(form.fields(form.button("Continue"))).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in recipient.browser.cookies.items())
        head = (
            f"POST {urllib.parse.urlsplit(form.action).path} HTTP/1.1\r\nHost: {self.service.host}\r\n"
            f"Origin: {self.service.origin}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        return Guess(self.service.port, head.encode() + body, self._source())

    def _again(self, guess):
        return Guess(guess.port, guess.request, self._source())

    def _source(self):
        return f"127.{self.chance.randrange(1, 255)}.{self.chance.randrange(256)}.{self.chance.randrange(2, 255)}"
