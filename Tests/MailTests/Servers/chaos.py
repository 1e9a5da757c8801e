"""An SMTP server that misbehaves on order.

Each argument is BEHAVIOUR or BEHAVIOUR=TEXT for one listener of its own; its port is printed as "BEHAVIOUR port".
What clients said is printed as "heard PORT LINE".

  ok                 accept everything, offer DSN, SIZE, 8BITMIME, SMTPUTF8
  plain              accept everything, offer nothing
  helo               know HELO only
  drop-STEP          close the line when STEP is reached
  hang-STEP          say nothing more from STEP on
  trickle-STEP       answer STEP one character every tenth of a second, without end
  flood-STEP         answer STEP with a line without end
  endless-STEP       answer STEP with continuation lines without end
  say-STEP=REPLY     answer STEP with REPLY
  inject             offer STARTTLS and put a reply behind its 220
  notls              offer STARTTLS and close the line instead of the handshake
  dropreused         close the line at the first command after an accepted mail

STEP: greeting ehlo mail rcpt data content (after the final dot) middle (after 354, before the message is read) rset.
"""
import socket
import sys
import threading
import time

printing = threading.Lock()
OFFERS = ["chaos.test greets you", "DSN", "SIZE 100000", "8BITMIME", "SMTPUTF8"]


def say(line, text):
    line.sendall(text.encode() + b"\r\n")


def misbehave(line, kind, text):
    """Does what the behaviour orders; True if the line is to be closed."""
    if kind == "drop":
        return True
    if kind == "hang":
        time.sleep(600)
    if kind == "trickle":
        while True:
            line.sendall(b"2")
            time.sleep(0.1)
    if kind == "flood":
        while True:
            line.sendall(b"250 " + b"x" * 4096)
    if kind == "endless":
        while True:
            say(line, "250-more")
    if kind == "say":
        say(line, text)
    return False


def serve(line, order, text, port):
    kind, _, target = order.partition("-")
    reader = line.makefile("rb")
    accepted = 0

    def reached(step, usual):
        if step == target and misbehave(line, kind, text):
            raise ConnectionError
        if step != target:
            say(line, usual)

    reached("greeting", "220 chaos.test ESMTP")
    while True:
        raw = reader.readline()
        if not raw:
            return
        command = raw.decode(errors="replace").rstrip("\r\n")
        with printing:
            print("heard", port, command, flush=True)
        if order == "dropreused" and accepted:
            return
        verb = command.split(":")[0].split(" ")[0].upper()
        if verb == "EHLO":
            if order == "helo":
                say(line, "502 5.5.1 what?")
                continue
            offers = ["chaos.test"] if order == "plain" else list(OFFERS)
            if order in ("inject", "notls"):
                offers.append("STARTTLS")
            usual = "".join(f"250-{offer}\r\n" for offer in offers[:-1]) + f"250 {offers[-1]}"
            reached("ehlo", usual)
        elif verb == "STARTTLS":
            if order == "inject":
                line.sendall(b"220 go ahead\r\n250 injected\r\n")
            else:
                say(line, "220 go ahead")
                return
        elif verb == "MAIL":
            reached("mail", "250 2.1.0 fine")
        elif verb == "RCPT":
            reached("rcpt", "250 2.1.5 fine")
        elif verb == "DATA":
            reached("data", "354 go on")
            if target == "data":
                continue
            if target == "middle":
                misbehave(line, kind, text)
                return
            while True:
                content = reader.readline()
                if content in (b".\r\n", b""):
                    break
            reached("content", "250 2.0.0 queued as 1")
            accepted += 1
        elif verb == "QUIT":
            say(line, "221 2.0.0 bye")
            return
        else:
            reached(verb.lower(), "250 2.0.0 fine")


def converse(line, order, text, port):
    try:
        serve(line, order, text, port)
    except OSError:
        pass
    finally:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        line.close()


def listen(server, order, text, port):
    while True:
        line, _ = server.accept()
        threading.Thread(target=converse, args=(line, order, text, port), daemon=True).start()


for argument in sys.argv[1:]:
    order, _, text = argument.partition("=")
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    threading.Thread(target=listen, args=(server, order, text, port), daemon=True).start()
    print("port", order, port, flush=True)
print("ready", flush=True)
sys.stdin.read()
