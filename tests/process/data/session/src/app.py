import time

VERSION = "old"


def slow(event, context):
    print("waiting")
    time.sleep(1.5)
    import late
    return [VERSION, late.VERSION]


def quick(event, context):
    return VERSION
