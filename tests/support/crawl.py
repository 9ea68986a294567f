"""A walk along the links of a running demonstration, as everybody and as each of its people, in both languages."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import lxml.html
from django.urls import Resolver404, resolve

from tests.support.patience import PATIENCE

FILES = re.compile(r"\.(pdf|docx|xlsx|csv|json|zip|atom|ics|xml|txt|svg)$|/konto/logga-ut/")
LANGUAGES = {"sv": "", "en": "/en"}
# Where a walk begins besides the first page: what no link leads to.
QUESTIONS = ("/sok/?q=SMA", "/sok/?q=vrickad+fot", "/sok/?q=matstrupscancer", "/finns-inte/", "/sok/?datum=fel")


@dataclass(frozen=True)
class Met:
    """A page, who met it and in which language."""

    who: str
    language: str
    path: str
    html: str


class Walk:
    """One person's walk, or a stranger's. Of each route one page is met, and one with a question."""

    def __init__(self, product: str, language: str) -> None:
        self.product, self.language, self.who = product, language, "everybody"
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def people(self) -> list[str]:
        """The numbers of the demonstration's people."""
        page = lxml.html.fromstring(self._get("/prova/")[1])
        return list(dict.fromkeys(map(str, page.xpath("//button[@name='person']/@value"))))

    def signs_in(self, number: str) -> str:
        """Press the button of one of them. Gives the path that they are led to."""
        page = lxml.html.fromstring(self._get(f"{LANGUAGES[self.language]}/prova/")[1])
        button = page.xpath(f"(//button[@name='person'][@value='{number}'])[1]")[0]
        form = next(button.iterancestors("form"))
        body = urlencode({**dict(form.form_values()), "person": number}).encode()
        answer = self._browser.open(Request(self.product + form.action, body), timeout=PATIENCE)
        self.who = str(lxml.html.fromstring(answer.read()).xpath("string(//*[@class='nhv-person__who']/strong)"))
        return urlsplit(answer.url).path

    def pages(self, *starts: str, but: frozenset[str] = frozenset()) -> Iterator[Met]:
        """The pages along the links, breadth first; none of the routes `but`."""
        met, seen, left = Counter[str](), set[str](), deque(starts)
        while left:
            path = left.popleft()
            kind = kind_of(path)
            if path in seen or FILES.search(urlsplit(path).path) or kind in but or met[kind]:
                continue
            seen.add(path)
            is_page, html = self._get(path)
            if is_page:
                met[kind] += 1
                yield Met(self.who, self.language, path, html)
                left += self._links(path, html)

    def _links(self, path: str, html: str) -> Iterator[str]:
        for address in lxml.html.fromstring(html).xpath("//a/@href"):
            to = urljoin(path, str(address)).partition("#")[0]
            if to.startswith("/") and to.startswith("/en/") == (self.language == "en"):
                yield to

    def _get(self, path: str) -> tuple[bool, str]:
        """Whether a page came, and it."""
        try:
            answer = self._browser.open(self.product + path, timeout=PATIENCE)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            return is_page, answer.read().decode() if is_page else ""


def kind_of(path: str) -> str:
    """The route of a path, told apart where something is asked of it; the path itself where there is no route."""
    plain = urlsplit(path).path.removeprefix("/en") or "/"
    try:
        return resolve(plain).view_name + ("?" if "?" in path else "")
    except Resolver404:
        return plain


def everything(product: str) -> Iterator[Met]:
    """Everybody's pages, and then what each person meets besides."""
    for language, prefix in LANGUAGES.items():
        public = list(Walk(product, language).pages(f"{prefix}/", *(prefix + path for path in QUESTIONS)))
        yield from public
        seen = frozenset(kind_of(page.path) for page in public)
        for number in Walk(product, language).people():
            walk = Walk(product, language)
            met = list(walk.pages(walk.signs_in(number), f"{prefix}/konto/", but=seen))
            yield from met
            # What is said is the same in both languages; in English each kind of page is met once.
            seen |= {kind_of(page.path) for page in met} if prefix else set()
