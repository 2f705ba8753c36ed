"""PNG in, PNG out: 8-bit grey, grey+alpha, RGB, RGBA and palette pictures, not interlaced."""
import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
MAX_PIXELS = 16_000_000


@dataclass
class Picture:
    width: int
    height: int
    channels: int
    rows: list  # one bytearray per row


def chunks(data):
    if not data.startswith(SIGNATURE):
        raise ValueError("not a PNG file")
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if zlib.crc32(kind + body) != struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]:
            raise ValueError(f"damaged PNG chunk {kind.decode('latin-1')}")
        yield kind, body
        at += 12 + length


def decode(data):
    header, palette, packed = None, b"", bytearray()
    for kind, body in chunks(data):
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed += body
    if header is None:
        raise ValueError("PNG without a header")
    width, height, depth, colour, _, _, interlace = header
    if depth != 8 or interlace or colour not in CHANNELS:
        raise ValueError(f"PNG with depth {depth}, colour type {colour}, interlace {interlace} is not supported")
    if width * height > MAX_PIXELS:
        raise ValueError(f"{width}x{height} is too large")
    rows = unfilter(zlib.decompress(bytes(packed)), width, height, CHANNELS[colour])
    if colour != 3:
        return Picture(width, height, CHANNELS[colour], rows)
    coloured = [bytearray(b"".join(palette[3 * i:3 * i + 3] for i in row)) for row in rows]
    return Picture(width, height, 3, coloured)


def unfilter(data, width, height, channels):
    stride = width * channels
    previous = bytearray(stride)
    rows = []
    for y in range(height):
        start = y * (stride + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + stride])
        if kind == 1:
            for i in range(channels, stride):
                row[i] = (row[i] + row[i - channels]) & 255
        elif kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, previous))
        elif kind == 3:
            for i in range(stride):
                left = row[i - channels] if i >= channels else 0
                row[i] = (row[i] + (left + previous[i]) // 2) & 255
        elif kind == 4:
            for i in range(stride):
                left = row[i - channels] if i >= channels else 0
                corner = previous[i - channels] if i >= channels else 0
                row[i] = (row[i] + paeth(left, previous[i], corner)) & 255
        elif kind != 0:
            raise ValueError(f"unknown PNG filter {kind}")
        rows.append(row)
        previous = row
    return rows


def paeth(left, above, corner):
    estimate = left + above - corner
    distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    return (left, above, corner)[distances.index(min(distances))]


def shrink(picture, side):
    """Box filter: every pixel of the result is the mean of the pixels it covers."""
    scale = max(picture.width, picture.height) / side
    if scale <= 1:
        return picture
    width, height = max(1, round(picture.width / scale)), max(1, round(picture.height / scale))
    rows = []
    for y in range(height):
        top = y * picture.height // height
        bottom = max(top + 1, (y + 1) * picture.height // height)
        row = bytearray()
        for x in range(width):
            left = x * picture.width // width
            right = max(left + 1, (x + 1) * picture.width // width)
            count = (bottom - top) * (right - left)
            for channel in range(picture.channels):
                start, stop = left * picture.channels + channel, right * picture.channels
                total = sum(sum(picture.rows[line][start:stop:picture.channels]) for line in range(top, bottom))
                row.append(total // count)
        rows.append(row)
    return Picture(width, height, picture.channels, rows)


def encode(picture):
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[picture.channels]
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in picture.rows), 9)
    parts = [SIGNATURE]
    for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")):
        parts.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    return b"".join(parts)
