"""The line between a browser and a server, which a test can slow down, cut and mend."""

import socket
import threading


class Line:
    """Passes bytes on between a port of its own and that of a server."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._mended, self._open = threading.Event(), []
        self.mend()

    def lead_to(self, port):
        self._target = port
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def cut_after(self, count):
        """Cut as soon as a connection has brought so many bytes to the server."""
        self._limit, self._is_answer = count, False

    def cut_answer_after(self, count):
        """Cut when a connection that brought so many bytes to the server is answered: the answer is lost."""
        self._limit, self._is_answer = count, True

    def hold_after(self, count):
        """Each connection comes to rest once it has brought so many bytes to the server."""
        self._hold = count

    def mend(self):
        self._limit = self._hold = None
        self._is_answer = self.is_cut = False
        self._mended.set()

    def close(self):
        self._cut()
        self._listener.close()

    def _cut(self):
        self.is_cut = True
        for end in self._open:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self._open = []

    def _accept(self):
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            if self.is_cut:
                browser.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._target))
            self._open += [browser, server]
            brought = [0]
            threading.Thread(target=self._up, args=(browser, server, brought), daemon=True).start()
            threading.Thread(target=self._down, args=(server, browser, brought), daemon=True).start()

    def _up(self, browser, server, brought):
        for piece in self._pieces(browser):
            brought[0] += len(piece)
            if self._limit is not None and not self._is_answer and brought[0] >= self._limit:
                return self._cut()
            if self._hold is not None and brought[0] >= self._hold:
                self._mended.clear()
                self._mended.wait(60)
            self._pass(server, piece)
        self._end(server)

    def _down(self, server, browser, brought):
        for piece in self._pieces(server):
            if self._limit is not None and self._is_answer and brought[0] >= self._limit:
                return self._cut()
            self._pass(browser, piece)
        self._end(browser)

    def _pieces(self, end):
        try:
            while piece := end.recv(65536):
                yield piece
        except OSError:
            return

    def _pass(self, end, piece):
        try:
            end.sendall(piece)
        except OSError:
            return

    def _end(self, end):
        try:
            end.shutdown(socket.SHUT_WR)
        except OSError:
            pass
