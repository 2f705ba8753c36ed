import sys


def raises(event, context):
    raise ValueError("boom")


def exits(event, context):
    sys.exit(3)


def loops(event, context):
    while True:
        pass


def eats(event, context):
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))


def unserialisable(event, context):
    return {1, 2}


def floods(event, context):
    line = "x" * 1023
    for _ in range(100 * 1024):
        print(line)
    return "done"
