"""Pages of a PDF as ink and as text: where something black stands, in millimetres from the upper left corner."""
import html
import re
import subprocess

DPI = 254
MM = DPI / 25.4
POINT = 25.4 / 72
# A pixel counts as ink from half black on.
INK = bytes(1 if value < 128 else 0 for value in range(256))


class Line:
    """A line of text: its words with the places where they begin and end, and where its ink is."""

    def __init__(self, words):
        self.words = sorted(words, key=lambda word: word[1])
        self.text = "".join(word[0] for word in self.words)
        self.left, self.right = self.words[0][1], max(word[2] for word in self.words)
        self.middle = sum(word[3] for word in words) / len(words)
        self.top = self.bottom = self.ink_left = self.ink_right = None

    def __repr__(self):
        return f"{self.text[:20]} ({self.left:.1f}, {self.top})"


class Band:
    """Rows with ink between rows without any."""

    def __init__(self, top, bottom, left, right):
        self.top, self.bottom, self.left, self.right = top, bottom, left, right

    @property
    def is_rule(self):
        return self.bottom - self.top < 1.5 and self.right - self.left > 100

    def __repr__(self):
        return f"{self.top:.2f}–{self.bottom:.2f}, {self.left:.2f}–{self.right:.2f}"


class Page:
    """A page: its size, its bands of ink, its lines of text from top to bottom; each line has the ink of a band."""

    def __init__(self, number, width, height, words):
        self.number, self.width, self.height = number, width, height
        lines = []
        for word in sorted(words, key=lambda word: word[3]):
            if lines and word[3] - lines[-1][-1][3] < 1.5:
                lines[-1].append(word)
            else:
                lines.append([word])
        self.lines = [Line(words) for words in lines]
        self.bands = []

    @property
    def rules(self):
        return [band for band in self.bands if band.is_rule]

    @property
    def texts(self):
        """The lines without the page's number."""
        return [line for line in self.lines if not re.fullmatch(r"—\s*\d+\s*—", line.text)]

    @property
    def folio(self):
        return next((line for line in self.lines if re.fullmatch(r"—\s*\d+\s*—", line.text)), None)

    def take_ink(self, pixels, columns):
        """Finds the bands of ink in rows of grey pixels and gives them to the lines of text, the nearest."""
        top, left, right = None, columns, 0
        ink = pixels.translate(INK)
        for row in range(len(ink) // columns + 1):
            at = ink.find(1, row * columns, (row + 1) * columns)
            if at >= 0:
                top = row if top is None else top
                left = min(left, at - row * columns)
                right = max(right, ink.rfind(1, row * columns, (row + 1) * columns) - row * columns + 1)
            elif top is not None:
                self.bands.append(Band(top / MM, row / MM, left / MM, right / MM))
                top, left, right = None, columns, 0
        bands = [band for band in self.bands if not band.is_rule]
        # Marks such as the dashes of 一 may lie apart from each other within a line.
        merged = []
        for band in bands:
            if merged and band.top - merged[-1].bottom < .9:
                last = merged[-1]
                merged[-1] = Band(last.top, band.bottom, min(last.left, band.left), max(last.right, band.right))
            else:
                merged.append(band)
        for line in self.lines:
            band = min(merged, key=lambda band: abs((band.top + band.bottom) / 2 - line.middle), default=None)
            if band and abs((band.top + band.bottom) / 2 - line.middle) < 4:
                line.top, line.bottom, line.ink_left, line.ink_right = band.top, band.bottom, band.left, band.right


def pages_of(pdf, with_ink=True):
    """The pages of a PDF."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True).stdout
    pages = []
    for number, part in enumerate(text.split("<page ")[1:], 1):
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', part).groups())
        words = [(html.unescape(word), float(x1) * POINT, float(x2) * POINT, (float(y1) + float(y2)) / 2 * POINT)
                 for x1, y1, x2, y2, word in re.findall(
                     r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', part)]
        pages.append(Page(number, width * POINT, height * POINT, words))
    if with_ink:
        data = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", pdf], capture_output=True, check=True).stdout
        at = 0
        for page in pages:
            head = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(data, at)
            columns, rows = int(head[1]), int(head[2])
            page.take_ink(data[head.end():head.end() + columns * rows], columns)
            at = head.end() + columns * rows
    return pages
