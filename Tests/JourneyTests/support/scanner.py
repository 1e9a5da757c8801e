"""A link scanner of the thorough kind: it follows every link and presses every button that it finds, without script."""

from .browser import Browser


def scan(
    origin,
    link,
    rounds=2,
    agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
):
    """Fetches the link, then every page it leads to, sends every form as it stands and with guesses in its fields.

    Gives the scanner's browser and every page that it saw.
    """
    browser = Browser(origin, agent=agent)
    seen, pages, waiting = set(), [], [link] * rounds
    browser.head(link)
    while waiting and len(pages) < 120:
        page = browser.get(waiting.pop(0))
        pages.append(page)
        if "html" not in (page.header("Content-Type") or ""):
            continue
        for form in page.forms:
            for guess in ("", "scanner@scanner.test", "12345678"):
                for name in form.names:
                    if name in ("email", "code"):
                        form.fill(**{name: guess})
                for button in form.buttons or [None]:
                    answer = form.submit(button.text if button else None)
                    pages.append(answer)
                    waiting += [url for url in answer.links if url.startswith(origin) and url not in seen]
                    seen.update(answer.links)
        waiting += [url for url in page.links if url.startswith(origin) and url not in seen]
        seen.update(page.links)
    return browser, pages
